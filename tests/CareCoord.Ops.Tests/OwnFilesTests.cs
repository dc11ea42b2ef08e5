using System.Diagnostics;
using CareCoord.Ops.Audit;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Serving;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Ops.Tests;

/// <summary>What an installation writes is for its user alone, whatever the umask of whoever starts it.</summary>
public sealed class OwnFilesTests : IAsyncLifetime
{
    private const UnixFileMode Readable =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private readonly string folder = ThrowAwayCluster.NewFolder();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (await LocalCluster.OpenAsync(folder, (await LocalCluster.FindPostgres())!, fast: true) is { } left)
        {
            await left.DestroyAsync();
        }
    }

    [Fact]
    public async Task A_portal_that_was_started_under_umask_0_leaves_nothing_that_others_may_read()
    {
        using (var run = await ServeRun.BeginPortal(folder, FreePort.Choose(), [], umask: "0000").ReadyAsync())
        {
            var cluster = (await LocalCluster.OpenAsync(folder, (await LocalCluster.FindPostgres())!, fast: true))!;
            await ThrowAwayCluster.AskAsync(
                cluster.OwnerConnectionString(),
                """
                insert into outbox_mails (id, account_id, created_at, not_before, unlisted)
                select gen_random_uuid(), id, now(), now() - interval '1 hour', true from accounts where email like 'walter@%'; select 1
                """
            );
            await Until.IsSoAsync(() => Any("outbox", "*.eml") && Any("audit-heads", "*.heads"), "No mail or no head was written.");
            await Shell($"umask 0000; exec dotnet {Command} document-key --data {folder}");
            await Shell($"umask 0000; exec dotnet {Command} audit-key --data {folder}");
            await Shell($"umask 0000; exec dotnet {Command} verify --data {folder}");

            var open = Entries(folder).Concat(Entries(Path.GetDirectoryName(cluster.ClusterFolder)!)).Where(IsOpen).ToList();

            Assert.Empty(open);
            Assert.True(Any("documents", "*") && Any("logs", "web.log") && Any(".", "sample-accounts.json"));
            Assert.Equal(0, await run.EndAsync());
        }
    }

    [Fact]
    public void What_earlier_versions_left_open_is_put_right_when_the_folder_is_held()
    {
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateDirectory(Path.Combine(folder, "outbox"));
        Directory.CreateDirectory(Path.Combine(folder, "logs"));
        foreach (var name in new[] { "outbox/1.eml", "logs/web.log", "sample-accounts.json", "audit-heads.jsonl", "lock", "of-somebody" })
        {
            File.WriteAllText(Path.Combine(folder, name), "");
            File.SetUnixFileMode(Path.Combine(folder, name), OwnFiles.File | Readable);
        }

        File.SetUnixFileMode(folder, OwnFiles.Folder | Readable);

        using (DataFolder.Hold(folder)) { }

        Assert.Equal([Path.Combine(folder, "of-somebody")], Entries(folder).Where(IsOpen));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_key_that_is_added_twice_is_never_open_to_others()
    {
        Directory.CreateDirectory(folder);
        for (var i = 0; i < 2; i++)
        {
            AuditKeys.Add(Path.Combine(folder, "audit-head-keys"));
            DocumentKeys.Add(Path.Combine(folder, "document-keys"));
        }

        Assert.Equal(3, Directory.GetFiles(folder).Length);
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(OwnFiles.File, File.GetUnixFileMode(file)));
        Assert.All(Directory.GetFiles(folder), file => Assert.Equal(2, File.ReadAllLines(file).Length));
        Directory.Delete(folder, recursive: true);
    }

    private static string Command => Path.Combine(AppContext.BaseDirectory, "carecoord.dll");

    private bool Any(string inner, string pattern) =>
        Directory.Exists(Path.Combine(folder, inner))
        && Directory.GetFiles(Path.Combine(folder, inner), pattern, SearchOption.AllDirectories).Length > 0;

    private static IEnumerable<string> Entries(string of) =>
        Directory.EnumerateFileSystemEntries(of, "*", SearchOption.AllDirectories).Append(of);

    private static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows()
        && !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint)
        && (File.GetUnixFileMode(path) & Readable) != 0;

    private static async Task Shell(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }
}
