using System.Collections.Concurrent;
using System.Diagnostics;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Ops.Tests;

/// <summary>A real `carecoord serve` in a process of its own, with the stand-in as its portal.</summary>
public sealed class ServeRun : IDisposable
{
    // Longer than what the command itself allows a portal to become ready in.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);
    private readonly ConcurrentQueue<string> said = new();
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private ServeRun(string dataFolder, int port, Dictionary<string, string> environment, string web, string? umask = null)
    {
        Url = $"http://127.0.0.1:{port}";
        string[] command = ["dotnet", Path.Combine(AppContext.BaseDirectory, "carecoord.dll"), "serve", "--web", web];
        string[] under = umask is null ? [] : ["/bin/sh", "-c", $"umask {umask}; exec \"$@\"", "sh"];
        var (program, arguments) = ((string[])[.. under, .. command]) is [var first, .. var rest] ? (first, rest) : ("", []);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = Url;
        start.Environment["CARECOORD_DATA"] = dataFolder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Url { get; }

    public string Said => string.Join('\n', said);

    public static ServeRun Begin(string dataFolder, int port, Dictionary<string, string>? environment = null) =>
        new(dataFolder, port, environment ?? [], BuiltBesideUs("tests/StandInPortal", "StandInPortal.dll"));

    /// <summary>The same with the portal itself.</summary>
    public static ServeRun BeginPortal(string dataFolder, int port, Dictionary<string, string> environment, string? umask = null) =>
        new(dataFolder, port, environment, BuiltBesideUs("src/CareCoord.Web", "CareCoord.Web.dll"), umask);

    public async Task<ServeRun> ReadyAsync()
    {
        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        Assert.True(first == ready.Task, $"The portal did not become ready. It said:\n{Said}");
        return this;
    }

    public async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(Url + path);
    }

    public async Task<int> EndAsync()
    {
        RunningProcess.AskToEnd(process.Id);
        return await EndedAsync();
    }

    public async Task<int> EndedAsync()
    {
        using var timeout = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode;
    }

    /// <summary>As `kill -9` does: what it started stays behind.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            RunningProcess.AskToEnd(process.Id);
            process.WaitForExit(Patience);
        }

        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        said.Enqueue(line);
        if (line.StartsWith("The portal is at", StringComparison.Ordinal))
        {
            ready.TrySetResult();
        }
    }

    private static string BuiltBesideUs(string project, string dll)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(DataFolder.Checkout(), project, "bin", here.Parent!.Name, here.Name, dll);
    }
}
