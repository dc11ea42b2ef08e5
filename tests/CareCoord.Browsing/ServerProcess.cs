using System.Diagnostics;
using System.Text;

namespace CareCoord.Browsing;

/// <summary>A web server as a process of its own, on a loopback port that the system chose, until it is disposed of.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Announcement = "Now listening on: ";
    private readonly Process process;
    private readonly StringBuilder said;

    private ServerProcess(Process process, Uri address, StringBuilder said)
    {
        this.process = process;
        this.said = said;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>The id of its process.</summary>
    public int Id => process.Id;

    /// <summary>What it has said until now.</summary>
    public string Said
    {
        get
        {
            lock (said)
            {
                return said.ToString();
            }
        }
    }

    /// <summary>Starts a built dll in its folder, as in production, where nothing switches static web assets on by itself.</summary>
    public static async Task<ServerProcess> StartAsync(
        string dll,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        params string[] arguments
    )
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) => address.TrySetException(new InvalidOperationException("The server ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        try
        {
            return new ServerProcess(process, await address.Task.WaitAsync(Chromium.Patience), said);
        }
        catch (Exception failure)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            throw new InvalidOperationException($"The server did not start. It said:\n{said}", failure);
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
