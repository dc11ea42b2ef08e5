using System.Text;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>Starts PostgreSQL apart from our terminal, and says in one sentence why it did not start.</summary>
internal sealed class StartServer(PostgresInstallation postgres, DatabaseUser user, string clusterFolder, string logPath)
{
    private const long LongestLog = 10 * 1024 * 1024;

    public async Task RunAsync(CancellationToken cancellation)
    {
        SetLongLogAside();
        var before = Length();

        // pg_ctl puts the server into a session of its own, so Ctrl-C reaches us first.
        // It is not cancelled half-way: a server that nobody knows of would stay.
        var started = await user.RunAsync(
            postgres.Program("pg_ctl"),
            ["start", "-D", clusterFolder, "-l", logPath, "-w", "-t", "120"],
            cancellation: CancellationToken.None
        );
        if (started.Succeeded)
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        var said = LogFrom(before);
        var reason = said.Length > 0 ? said : started.Everything;
        throw new OpsRefused($"{PostgresComplaint.Sentence("The database did not start", reason, clusterFolder)} Its log is {logPath}.");
    }

    private long Length() => File.Exists(logPath) ? new FileInfo(logPath).Length : 0;

    private string LogFrom(long position)
    {
        if (Length() <= position)
        {
            return "";
        }

        using var log = File.OpenRead(logPath);
        log.Position = position;
        using var reader = new StreamReader(log, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private void SetLongLogAside()
    {
        if (Length() > LongestLog)
        {
            File.Move(logPath, logPath + ".1", overwrite: true);
        }
    }
}
