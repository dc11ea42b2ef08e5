using System.Diagnostics;
using CareCoord.Ops.LocalDatabase;

namespace CareCoord.Web.Tests.Settings;

/// <summary>The portal's own process, as somebody starts it by hand.</summary>
internal static class PortalProcess
{
    /// <summary>Where it was built.</summary>
    public static string Folder
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(DataFolder.Checkout(), "src/CareCoord.Web/bin", here.Parent!.Name, here.Name);
        }
    }

    /// <inheritdoc cref="EndedAsync(string, string[], ValueTuple{string, string}[])"/>
    public static Task<(int Code, string Out, string Err)> EndedAsync(string folder, params (string Name, string Value)[] environment) =>
        EndedAsync(folder, [], environment);

    /// <summary>Runs it in a folder until it ends: the exit code, and what it said.</summary>
    public static async Task<(int Code, string Out, string Err)> EndedAsync(
        string folder,
        string[] arguments,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(Folder, "CareCoord.Web.dll"), .. arguments]
        )
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        return (process.ExitCode, await said, await wrong);
    }
}
