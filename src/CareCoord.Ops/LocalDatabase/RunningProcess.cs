using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace CareCoord.Ops.LocalDatabase;

/// <summary>Looks at processes by number, without trusting that a number still means the process it once meant.</summary>
internal static class RunningProcess
{
    private const int Terminate = 15;

    /// <summary>The folder that a process stands in; null when it is gone, a zombie, or not ours to see.</summary>
    public static string? Folder(int id)
    {
        try
        {
            return new FileInfo($"/proc/{id}/cwd").LinkTarget;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The command line of a process; empty when it is gone or a zombie.</summary>
    public static async Task<string> CommandLineAsync(int id)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (await Tool.RunAsync("ps", ["-o", "args=", "-p", id.ToString(CultureInfo.InvariantCulture)])).Output.Trim();
        }

        try
        {
            return (await File.ReadAllTextAsync($"/proc/{id}/cmdline")).Replace('\0', ' ').Trim();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>Whether any process at all stands in the folder; Linux only, elsewhere false.</summary>
    public static bool AnyIn(string folder) =>
        OperatingSystem.IsLinux()
        && Directory
            .EnumerateDirectories("/proc")
            .Any(entry => int.TryParse(Path.GetFileName(entry), CultureInfo.InvariantCulture, out var id) && Folder(id) == folder);

    public static void AskToEnd(int id) => _ = Kill(id, Terminate);

    /// <summary>Asks a process to end, waits, and then ends it.</summary>
    public static async Task EndAsync(Process process, TimeSpan patience)
    {
        if (process.HasExited)
        {
            return;
        }

        AskToEnd(process.Id);
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int id, int signal);
}
