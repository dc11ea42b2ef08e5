using System.Diagnostics;
using System.Globalization;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Shared;

namespace CareCoord.Ops.Serving;

/// <summary>The portal's own process, started by us and never longer-lived than we can help.</summary>
public sealed class WebProcess
{
    private const long LongestLog = 10 * 1024 * 1024;
    private const int MostLines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;
    private readonly string dataFolder;
    private readonly long logged;

    private WebProcess(Process process, string dataFolder, string logPath, long logged)
    {
        this.process = process;
        this.dataFolder = dataFolder;
        this.logged = logged;
        LogPath = logPath;
    }

    public string LogPath { get; }
    public bool HasExited => process.HasExited;
    public int ExitCode => process.ExitCode;

    /// <summary>The last line that it wrote, to say why it ended.</summary>
    public string LastWords => File.ReadLines(LogPath).LastOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? "nothing";

    /// <summary>The last lines that it wrote since it was started, without the frames of a trace.</summary>
    public IReadOnlyList<string> Said
    {
        get
        {
            using var log = new StreamReader(LogPath);
            log.BaseStream.Position = Math.Min(logged, log.BaseStream.Length);
            return
            [
                .. log.ReadToEnd()
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Where(line => !line.StartsWith("at ", StringComparison.Ordinal))
                    .TakeLast(MostLines),
            ];
        }
    }

    public Task WaitAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public static WebProcess Start(string dll, string dataFolder, IReadOnlyDictionary<string, string> environment)
    {
        var logPath = Path.Combine(dataFolder, "logs", "web.log");
        OwnFiles.MakeFolder(Path.GetDirectoryName(logPath)!);
        if (File.Exists(logPath) && new FileInfo(logPath).Length > LongestLog)
        {
            File.Move(logPath, logPath + ".1", overwrite: true);
        }

        // The shell sends its words straight into the file, so that they are kept even if we are killed.
        // It is there before, for its owner alone: the shell would make it as the umask says.
        long logged;
        using (var log = new FileStream(logPath, OwnFiles.Options(FileMode.OpenOrCreate, FileAccess.Write)))
        {
            logged = log.Length;
        }

        // Its own folder is where the portal looks for appsettings.json.
        var start = new ProcessStartInfo(
            "/bin/sh",
            ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", logPath, Dotnet(), dll]
        )
        {
            WorkingDirectory = Path.GetDirectoryName(dll),
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        OwnFiles.Write(PidFileIn(dataFolder), process.Id.ToString(CultureInfo.InvariantCulture));
        return new WebProcess(process, dataFolder, logPath, logged);
    }

    public async Task StopAsync()
    {
        await RunningProcess.EndAsync(process, Patience);
        File.Delete(PidFileIn(dataFolder));
    }

    /// <summary>Ends the portal that a killed run has left behind; another process with its number is let be.</summary>
    public static async Task EndLeftOverAsync(string dll, string dataFolder)
    {
        var file = PidFileIn(dataFolder);
        if (!File.Exists(file))
        {
            return;
        }

        if (
            int.TryParse(await File.ReadAllTextAsync(file), CultureInfo.InvariantCulture, out var id)
            && (await RunningProcess.CommandLineAsync(id)).EndsWith(Path.GetFileName(dll), StringComparison.Ordinal)
        )
        {
            using var left = Process.GetProcessById(id);
            await RunningProcess.EndAsync(left, Patience);
        }

        File.Delete(file);
    }

    private static string PidFileIn(string dataFolder) => Path.Combine(dataFolder, "web.pid");

    private static string Dotnet()
    {
        var ours = Environment.ProcessPath;
        return ours is not null && Path.GetFileNameWithoutExtension(ours) == "dotnet" ? ours : "dotnet";
    }
}
