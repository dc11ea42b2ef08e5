using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace CareCoord.Files;

/// <summary>What a tool answered: how it ended, and the beginning of what it said.</summary>
internal sealed record ToolAnswer(int ExitCode, string Said, string Complained);

/// <summary>
/// Runs a tool on something a stranger sent, in a process of its own without the portal's environment. Its memory, time, files and what it
/// writes are limited (prlimit). Throws <see cref="ToolMissing"/> where it is not installed.
/// </summary>
internal static class SandboxedProcess
{
    private const int MostSaid = 64 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    // Whatever else the portal does comes first: a page that takes long to draw takes no core from people.
    private static readonly string[] Limits =
    [
        "--as=1073741824",
        "--cpu=15",
        "--fsize=134217728",
        "--nofile=64",
        "--core=0",
        "--",
        "nice",
        "-n",
        "10",
    ];

    /// <param name="tool">The tool's name, looked for where programs are.</param>
    /// <param name="arguments">Never anything that a stranger has named.</param>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="made">Takes what it makes, where that is no text.</param>
    public static async Task<ToolAnswer> RunAsync(
        string tool,
        IEnumerable<string> arguments,
        Stream? input,
        CancellationToken cancel,
        Stream? made = null
    )
    {
        var start = new ProcessStartInfo("prlimit", [.. Limits, tool, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C.UTF-8";
        using var process = Start(start, tool);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Longest);
        try
        {
            var said = made is null
                ? ReadAsync(process.StandardOutput, limited.Token)
                : TakeAsync(process.StandardOutput.BaseStream, made, limited.Token);
            var complained = ReadAsync(process.StandardError, limited.Token);
            await FeedAsync(process, input, limited.Token);
            var answer = new ToolAnswer(0, await said, await complained);
            await process.WaitForExitAsync(limited.Token);
            // What is said where the tool is not found.
            if (
                process.ExitCode == 127
                || (process.ExitCode != 0 && answer.Complained.StartsWith("prlimit: failed to execute", StringComparison.Ordinal))
            )
                throw new ToolMissing(tool);
            return answer with { ExitCode = process.ExitCode };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new(-1, "", "It took too long.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(ProcessStartInfo start, string tool)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new ToolMissing(string.Create(CultureInfo.InvariantCulture, $"prlimit, for {tool}"));
        }
    }

    // A tool that has seen enough stops reading; its answer counts.
    private static async Task FeedAsync(Process process, Stream? input, CancellationToken cancel)
    {
        try
        {
            await using var its = process.StandardInput.BaseStream;
            if (input is not null)
                await input.CopyToAsync(its, cancel);
        }
        catch (IOException) { }
    }

    private static async Task<string> TakeAsync(Stream from, Stream into, CancellationToken cancel)
    {
        await from.CopyToAsync(into, cancel);
        return "";
    }

    private static async Task<string> ReadAsync(StreamReader from, CancellationToken cancel)
    {
        var kept = new char[MostSaid];
        var length = await from.ReadBlockAsync(kept, cancel);
        var rest = new char[4096];
        while (await from.ReadAsync(rest, cancel) > 0) { }

        return new string(kept, 0, length);
    }
}

/// <summary>A program that documents are checked by is not installed on this machine.</summary>
public sealed class ToolMissing(string tool) : Exception($"{tool} is not installed: install poppler-utils, libtiff-tools and util-linux.");
