using System.Globalization;
using Polly;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>The server process that a cluster's postmaster.pid names, if it is really there.</summary>
internal sealed record Postmaster(int ProcessId, int Port)
{
    // The children of a server that was killed end by themselves, within moments.
    private static readonly ResiliencePipeline<bool> Ending = new ResiliencePipelineBuilder<bool>()
        .AddRetry(
            new()
            {
                ShouldHandle = new PredicateBuilder<bool>().HandleResult(stillThere => stillThere),
                MaxRetryAttempts = 50,
                Delay = TimeSpan.FromMilliseconds(200),
            }
        )
        .Build();

    public static string FileIn(string clusterFolder) => Path.Combine(clusterFolder, "postmaster.pid");

    /// <summary>Null when nothing runs there, whatever the file says: a number may belong to another process by now.</summary>
    public static async Task<Postmaster?> FindAsync(string clusterFolder)
    {
        if (Read(clusterFolder) is not { } named)
        {
            return null;
        }

        if (OperatingSystem.IsLinux())
        {
            // PostgreSQL stands in its own cluster's folder.
            return RunningProcess.Folder(named.ProcessId) == Real(clusterFolder) ? named : null;
        }

        var command = await RunningProcess.CommandLineAsync(named.ProcessId);
        return command.Contains(clusterFolder, StringComparison.Ordinal) ? named : null;
    }

    /// <summary>Removes the file of a server that is gone; PostgreSQL would refuse to start if its number was given out again.</summary>
    public static async Task ClearStaleFileAsync(string clusterFolder, CancellationToken cancellation)
    {
        if (!File.Exists(FileIn(clusterFolder)))
        {
            return;
        }

        if (await Ending.ExecuteAsync(_ => ValueTask.FromResult(RunningProcess.AnyIn(Real(clusterFolder))), cancellation))
        {
            throw new OpsRefused(
                $"Processes of an earlier PostgreSQL still use {clusterFolder}: wait until they end, or end them, and start again."
            );
        }

        File.Delete(FileIn(clusterFolder));
    }

    private static Postmaster? Read(string clusterFolder)
    {
        try
        {
            var lines = File.ReadAllLines(FileIn(clusterFolder));
            return
                lines.Length >= 4
                && int.TryParse(lines[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id)
                && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
                ? new Postmaster(Math.Abs(id), port)
                : null;
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // A link in the path (macOS's /tmp, a linked checkout) must not hide the match.
    private static string Real(string folder)
    {
        var real = "/";
        foreach (var part in folder.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(Path.Combine(real, part));
            real = next.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next.FullName;
        }

        return real;
    }
}
