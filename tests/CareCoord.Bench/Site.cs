using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareCoord.Bench.Limits;
using CareCoord.Browsing;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Bench;

/// <summary>Somebody signed in, and whose record or caseload they open: a patient's id, or a coordinator's account.</summary>
internal sealed record SignedIn(Person Person, Guid Id, Guid Account);

/// <summary>The portal in Release over TLS on one database, and beside it the limit, which reads the same database as its owner.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly Place place;
    private List<SignedIn>? patients;
    private List<SignedIn>? coordinators;

    private Site(Place place)
    {
        this.place = place;
        Owner = NpgsqlDataSource.Create(place.Cluster.OwnerConnectionString(place.Database));
    }

    public ServerProcess Portal { get; private set; } = null!;

    public LimitServer Limit { get; private set; } = null!;

    /// <summary>Brings the portal to rest.</summary>
    public WarmUp WarmUp { get; private set; } = null!;

    /// <summary>Brings the limit to rest.</summary>
    public WarmUp LimitWarmUp { get; private set; } = null!;

    public NpgsqlDataSource Owner { get; }

    public static async Task<Site> OpenAsync(Place place)
    {
        var site = new Site(place);
        site.Portal = await site.StartPortalAsync(place.Cluster.Port);
        site.Limit = await LimitServer.StartAsync(place.Cluster.OwnerConnectionString(place.Database));
        (site.WarmUp, site.LimitWarmUp) = (new("portal", site.Portal.Id), new("limit", site.Limit.Id));
        return site;
    }

    /// <summary>The CPU time of the portal and of the database until now, in milliseconds.</summary>
    public double Cpu() => Processor.Milliseconds(Portal.Id) + Processor.Milliseconds(place.Postmaster);

    /// <summary>The CPU time of the portal alone until now, in milliseconds.</summary>
    public double ServerCpu() => Processor.Milliseconds(Portal.Id);

    /// <summary>The CPU time of the limit and of the database until now, in milliseconds.</summary>
    public double LimitCpu() => Processor.Milliseconds(Limit.Id) + Processor.Milliseconds(place.Postmaster);

    /// <summary>Some patients, signed in, who have documents.</summary>
    public async Task<IReadOnlyList<SignedIn>> PatientsAsync()
    {
        if (patients is not null)
            return patients;
        patients = await SignInAsync(
            """
            select a.email, p.id, a.id from patients p join accounts a on a.id = p.account_id
            where a.email like 'patient%' order by a.email limit $1
            """,
            8
        );
        // Of the generated patients those who sign in have none.
        await Documents.GiveAsync(this, patients);
        return patients;
    }

    /// <summary>Some coordinators of 300 patients each, signed in.</summary>
    public async Task<IReadOnlyList<SignedIn>> CoordinatorsAsync() =>
        coordinators ??= await SignInAsync(
            "select a.email, a.id, a.id from accounts a where a.email like 'coordinator%' order by a.email limit $1",
            3
        );

    /// <summary>How often the portal asks the database for one page, itself and all that surrounds it.</summary>
    public async Task<double> RoundTripsAsync(Person person, string address)
    {
        using var wire = new Wire(place.Cluster.Port);
        await using var portal = await StartPortalAsync(wire.Port);
        using var visitor = person.At(portal.Address);
        for (var i = 0; i < 3; i++)
            await visitor.OpenAsync(address);
        // The portal's own work asks now and then: what a page needs is the least that was seen.
        var least = int.MaxValue;
        for (var i = 0; i < 10; i++)
        {
            var before = wire.Trips;
            await visitor.OpenAsync(address);
            least = Math.Min(least, wire.Trips - before);
        }

        return least > 0 ? least : throw new InvalidOperationException($"{address} seems to be read without asking the database.");
    }

    /// <summary>The buffers that were read in this database until now.</summary>
    public async Task<double> BuffersAsync()
    {
        // A connection tells what it has read when its next transaction ends, a second after it last did.
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        for (var i = 0; i < 12; i++)
            await (await PatientsAsync())[0].Person.OpenAsync("/health/ready");
        return await CountAsync("select blks_read + blks_hit from pg_stat_database where datname = current_database()");
    }

    public async Task<long> CountAsync(string sql, params object[] values) => (await AskAsync(sql, row => row.GetInt64(0), values))[0];

    /// <summary>The bytes of the documents that the portal keeps.</summary>
    public long Stored() =>
        new DirectoryInfo(Path.Combine(place.Data, "documents")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public async Task<List<T>> AskAsync<T>(string sql, Func<NpgsqlDataReader, T> row, params object[] values)
    {
        await using var command = Owner.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync())
            all.Add(row(rows));
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in (patients ?? []).Concat(coordinators ?? []))
            one.Person.Dispose();
        await Portal.DisposeAsync();
        await Limit.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private async Task<List<SignedIn>> SignInAsync(string who, int most)
    {
        var people = new List<SignedIn>();
        foreach (var (email, id, account) in await AskAsync(who, row => (row.GetString(0), row.GetGuid(1), row.GetGuid(2)), most))
            people.Add(new(await Person.SignInAsync(Portal.Address, email), id, account));
        return people.Count > 0 ? people : throw new InvalidOperationException("Too few patients were made: one in a hundred can sign in.");
    }

    /// <summary>Another portal on the same database, with the limits that it has in production.</summary>
    public Task<ServerProcess> StartUsualPortalAsync() => StartPortalAsync(place.Cluster.Port, isLimited: true);

    // A few people do here what thousands do: what one may do at once is not what is measured. Earlier versions had no limits.
    private bool HasLimits =>
        File.ReadAllText(Path.Combine(place.Portal, "appsettings.json")).Contains("\"Times\"", StringComparison.Ordinal);

    private Task<ServerProcess> StartPortalAsync(int port, bool isLimited = false)
    {
        var (certificate, password) = Certificate();
        var connection = new NpgsqlConnectionStringBuilder(place.Cluster.AppConnectionString(place.Database)) { Port = port };
        return ServerProcess.StartAsync(
            Path.Combine(place.Portal, "CareCoord.Web.dll"),
            place.Portal,
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = "https://127.0.0.1:0",
                ["Kestrel__Certificates__Default__Path"] = certificate,
                ["Kestrel__Certificates__Default__Password"] = password,
                ["ConnectionStrings__CareCoord"] = connection.ConnectionString,
                ["CareCoord__ActorKey"] = place.Cluster.ActorKey,
                [DemoPeople.Setting] = DemoPeople.WriteTo(place.Data),
                ["CareCoord__DataFolder"] = place.Data,
                ["CareCoord__DocumentKeyFile"] = KeyFile.In(place.Data),
                // Nothing is the same as not set.
                ["CareCoord__Limits__Times"] = HasLimits && !isLimited ? "1000" : "",
            }
        );
    }

    private (string Path, string Password) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        var path = Path.Combine(place.Folder, $"portal-{Guid.CreateVersion7():N}.pfx");
        var password = RandomNumberGenerator.GetHexString(20);
        File.WriteAllBytes(path, made.Export(X509ContentType.Pkcs12, password));
        return (path, password);
    }
}
