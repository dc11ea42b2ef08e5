using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using CareCoord.Browsing;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// kill -9 in the middle of an upload, twenty times: what was acknowledged is there and whole, what was not leaves nothing half behind.
/// </summary>
public sealed class UploadStruckDownTests : IAsyncLifetime
{
    private const int Times = 20;

    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-struck-").FullName;
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
    private readonly List<(string Upload, byte[] Pages, bool Acknowledged)> sent = [];
    private Func<Task> close = () => Task.CompletedTask;
    private (string App, string Owner, string ActorKey) database;
    private ServerProcess? server;
    private Guid rosa;
    private string token = "";
    private string data = "";

    private string Temporary => Path.Combine(folder, "temporary");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await EndPortalAsync();
        await close();
        http.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_portal_is_killed_twenty_times()
    {
        var demo = new DemoDatabase();
        close = demo.DisposeAsync;
        await demo.InitializeAsync();
        await BeginAsync(demo.Folder, (demo.AppConnectionString, demo.OwnerConnectionString, demo.ActorKey));

        for (var time = 0; time < Times; time++)
        {
            await UploadAsync(time, EndPortalAsync);
            await StartAsync();
        }

        await HoldsAsync();
    }

    [Fact]
    public async Task The_database_is_killed_twenty_times()
    {
        var cluster = await LocalCluster.CreateAsync(Path.Combine(folder, "database"), (await LocalCluster.FindPostgres())!, fast: true);
        close = async () =>
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.DestroyAsync();
        };
        await cluster.StartAsync();
        await cluster.BootstrapAsync();
        await Schema.MigrateAsync(cluster.OwnerConnectionString(), new Progress<string>());
        await DemoNetwork.LoadAsync(cluster.OwnerConnectionString(), 0, null, TimeProvider.System, new Progress<Count>(), default);
        // A throw-away cluster answers before what was written is out of its own memory; a clinic's does not.
        await RunAsync(cluster.SuperuserConnectionString(), "alter database carecoord set synchronous_commit = on");
        await BeginAsync(
            Directory.CreateDirectory(Path.Combine(folder, "data")).FullName,
            (cluster.AppConnectionString(), cluster.OwnerConnectionString(), cluster.ActorKey)
        );

        for (var time = 0; time < Times; time++)
        {
            await UploadAsync(time, () => KillAsync(cluster));
            await cluster.StartAsync();
            await AnswersAsync();
        }

        // The sweep of a start.
        await EndPortalAsync();
        await StartAsync();
        await HoldsAsync();
    }

    private async Task BeginAsync(string files, (string App, string Owner, string ActorKey) on)
    {
        (data, database) = (files, on);
        rosa = await AskAsync<Guid>("select p.id from patients p join accounts a on a.id = p.account_id where a.email like 'rosa@%'");
        await StartAsync();
        await SignInAsync();
        token = await TokenAsync();
    }

    // The pages are on their way when it happens in the first tries. Then they are here, and being looked at or kept. At last they are
    // acknowledged.
    private async Task UploadAsync(int time, Func<Task> kill)
    {
        var (half, last) = (time < Times / 2, time >= Times - 3);
        var (pages, upload) = (Pages(time), Guid.CreateVersion7().ToString());
        var form = new MemoryStream();
        form.Write(
            Encoding.UTF8.GetBytes(
                $"{Field("__RequestVerificationToken", token)}{Field("upload", upload)}{Field("kind", "AdvanceDirective")}"
                    + "--edge\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"a\"\r\nContent-Type: "
                    + "application/octet-stream\r\n\r\n"
            )
        );
        form.Write(pages);
        form.Write("\r\n--edge--\r\n"u8);
        var acknowledged = false;
        var killed = Task.CompletedTask;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{server!.Address}patients/{rosa}/documents/pages")
            {
                Content = new StruckContent(
                    form.ToArray(),
                    half ? (time + 1) / (Times / 2d) * 0.95 : 1,
                    () =>
                    {
                        // What is struck then is chance; each try strikes somewhere else.
                        killed =
                            half ? kill()
                            : last ? killed
                            : Task.Run(async () =>
                            {
                                await Task.Delay(8 << (time - (Times / 2)));
                                await kill();
                            });
                        return half ? killed : Task.CompletedTask;
                    }
                ),
            };
            request.Headers.Accept.ParseAdd("application/json");
            using var answer = await http.SendAsync(request);
            acknowledged =
                answer.StatusCode == HttpStatusCode.OK
                && (await answer.Content.ReadAsStringAsync()).Contains("\"next\"", StringComparison.Ordinal);
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException or TaskCanceledException)
        {
            // The connection died with its other end.
        }

        await killed;
        if (last)
            await kill();
        Assert.True(half ? !acknowledged : acknowledged || !last, $"Try {time} was {(acknowledged ? "" : "not ")}acknowledged.");
        sent.Add((upload, pages, acknowledged));
    }

    // A PDF and a TIFF by turns: a tool needs that one as a file.
    private static byte[] Pages(int time) =>
        time % 2 == 0
            ? TestPages.Pdf($"Struck down {time}", padding: 700_000)
            : [.. TestPages.Tiff(2), .. Encoding.ASCII.GetBytes($"Struck down {time}".PadRight(700_000))];

    private async Task HoldsAsync()
    {
        var documents = Path.Combine(data, "documents");
        // The sweep runs in the background of a start.
        var stands = "";
        await Until.IsSoAsync(
            async () =>
            {
                var (begun, kept, rows) = (
                    Directory.GetFiles(Path.Combine(documents, "incoming")).Length,
                    Lying(documents),
                    await RowsAsync()
                );
                stands = $"{begun} files begun, {kept.Count} kept, {rows.Count} rows";
                return begun == 0 && rows.SetEquals(kept);
            },
            () => stands
        );

        // Nothing that was looked at lies anywhere else, in the clear.
        Assert.Empty(Directory.EnumerateFileSystemEntries(Temporary));
        foreach (var (upload, pages, acknowledged) in sent)
        {
            using var found = await http.GetAsync($"{server!.Address}patients/{rosa}/documents/uploads/{upload}");
            Assert.True(
                found.StatusCode == HttpStatusCode.OK || (!acknowledged && found.StatusCode == HttpStatusCode.NotFound),
                $"{upload}: {found.StatusCode}"
            );
            if (found.StatusCode != HttpStatusCode.OK)
                continue;
            // What was written but could not be acknowledged any more is whole too: the device finds it when it asks again.
            var next = JsonDocument.Parse(await found.Content.ReadAsStringAsync()).RootElement.GetProperty("next").GetString()!;
            Assert.Equal(pages, await http.GetByteArrayAsync($"{server.Address}{next[1..^"facts".Length]}file"));
        }
    }

    private Task<HashSet<string>> RowsAsync() => AskSetAsync("select array(select replace(id::text, '-', '') from files)");

    private static HashSet<string> Lying(string documents) =>
        [
            .. Directory
                .EnumerateFiles(Path.Combine(documents, "kept"), "*", SearchOption.AllDirectories)
                .Select(file => Path.GetFileName(file)),
        ];

    // As kill -9 does: it is not asked to end.
    private async Task EndPortalAsync()
    {
        if (Interlocked.Exchange(ref server, null) is { } running)
            await running.DisposeAsync();
    }

    private static async Task KillAsync(LocalCluster cluster)
    {
        var file = Path.Combine(cluster.ClusterFolder, "postmaster.pid");
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture));
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
        NpgsqlConnection.ClearAllPools();
    }

    private async Task StartAsync()
    {
        var built = typeof(Portal)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(noted => noted.Key == "PortalFolder")
            .Value!;
        server = await ServerProcess.StartAsync(
            Path.Combine(built, "CareCoord.Web.dll"),
            built,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__CareCoord"] = database.App,
                ["CareCoord__ActorKey"] = database.ActorKey,
                [DemoPeople.Setting] = DemoPeople.WriteTo(data),
                ["CareCoord__DataFolder"] = data,
                ["CareCoord__DocumentKeyFile"] = KeyFile.In(data),
                ["TMPDIR"] = Directory.CreateDirectory(Temporary).FullName,
                // The sockets of debuggers lie there too.
                ["DOTNET_EnableDiagnostics"] = "0",
            }
        );
    }

    private async Task SignInAsync()
    {
        var page = await http.GetStringAsync($"{server!.Address}sign-in");
        var fields = Html.Read(page)
            .Hidden()
            .DistinctBy(field => field.Key)
            .Append(new("Input.Email", "ana@demo.carecoord.test"))
            .Append(new("Input.Password", DemoPeople.Password));
        using var answer = await http.PostAsync($"{server.Address}sign-in", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    // It holds for every portal on these keys.
    private async Task<string> TokenAsync() =>
        Html.Read(await http.GetStringAsync($"{server!.Address}patients/{rosa}/documents/add")).Token();

    // A database that has just come back may still be recovering.
    private Task AnswersAsync()
    {
        HttpStatusCode? answer = null;
        return Until.IsSoAsync(
            async () =>
            {
                using var asked = await http.GetAsync($"{server!.Address}patients/{rosa}/documents/uploads/{Guid.Empty}");
                answer = asked.StatusCode;
                return answer == HttpStatusCode.NotFound;
            },
            () => $"{answer}"
        );
    }

    private async Task<HashSet<string>> AskSetAsync(string sql) => [.. await AskAsync<string[]>(sql)];

    private async Task<T> AskAsync<T>(string sql) => (T)(await RunAsync(database.Owner, sql))!;

    private static async Task<object?> RunAsync(string on, string sql)
    {
        await using var connection = new NpgsqlConnection(on + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    private static string Field(string name, string value) =>
        $"--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
}
