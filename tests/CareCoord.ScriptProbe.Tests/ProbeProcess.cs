using System.Diagnostics;
using System.Text;

namespace CareCoord.ScriptProbe.Tests;

/// <summary>The probe as a process of its own, on a loopback port that the system chose.</summary>
internal sealed class ProbeProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private ProbeProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<ProbeProcess> StartAsync(string dll, string folder)
    {
        var start = new ProcessStartInfo(ProbeBuild.Dotnet, [dll, "--until-input-ends"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // As in production, where nothing switches static web assets on by itself.
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";

        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The probe ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        try
        {
            return new ProbeProcess(process, await address.Task.WaitAsync(StartLimit));
        }
        catch (Exception failure)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            throw new InvalidOperationException($"The probe did not start. It said:\n{said}", failure);
        }

        void Hear(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }

            if (line?.IndexOf(Announcement, StringComparison.Ordinal) is { } at and >= 0)
            {
                address.TrySetResult(new Uri(line[(at + Announcement.Length)..].Trim()));
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
