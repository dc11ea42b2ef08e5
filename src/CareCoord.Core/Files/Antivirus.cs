using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>Where ClamAV's daemon listens: a host and port, or the path of its socket.</summary>
public sealed record AntivirusSettings(string? Host, int Port, string? Socket)
{
    /// <summary>
    /// Reads "host:port" or "/path/of/the/socket"; throws <see cref="SettingsRefused"/>, which names the setting, where it is neither.
    /// </summary>
    public static AntivirusSettings Of(string address, string setting = "The virus scanner's address")
    {
        if (address.StartsWith('/'))
            return new(null, 0, address);
        var colon = address.LastIndexOf(':');
        return
            colon > 0
            && int.TryParse(address[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and <= 65535
            ? new(address[..colon], port, null)
            : throw new SettingsRefused($"{setting} must be host:port, or the path of clamd's socket.");
    }
}

/// <summary>What the virus scanner says of a file.</summary>
public enum VirusVerdict
{
    NotConfigured,
    Clean,
    Infected,

    /// <summary>It could not be asked, or gave no answer that holds: the file is not handed out.</summary>
    NoAnswer,
}

/// <summary>Asks ClamAV's daemon about a file, by its INSTREAM command; without settings there is no scanner.</summary>
public sealed class Antivirus(AntivirusSettings? settings)
{
    private const int MostSent = 64 * 1024;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    public bool IsConfigured => settings is not null;

    /// <summary>
    /// Sends the file to the scanner. Whatever goes wrong on the way there is no answer, never a clean file; a damaged file throws
    /// <see cref="FileDamaged"/>.
    /// </summary>
    public async Task<VirusVerdict> ScanAsync(Stream file, CancellationToken cancel)
    {
        if (settings is null)
            return VirusVerdict.NotConfigured;
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Longest);
        try
        {
            return await AskAsync(settings, file, limited.Token);
        }
        catch (Exception away)
            when (away is SocketException or IOException || (away is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return VirusVerdict.NoAnswer;
        }
    }

    private static async Task<VirusVerdict> AskAsync(AntivirusSettings settings, Stream file, CancellationToken cancel)
    {
        using var socket = settings.Socket is null
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (settings.Socket is { } path)
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
        else
            await socket.ConnectAsync(settings.Host!, settings.Port, cancel);
        await using var wire = new NetworkStream(socket);
        await wire.WriteAsync("zINSTREAM\0"u8.ToArray(), cancel);
        var part = new byte[4 + MostSent];
        int count;
        while ((count = await file.ReadAsync(part.AsMemory(4, MostSent), cancel)) > 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(part, count);
            await wire.WriteAsync(part.AsMemory(0, 4 + count), cancel);
        }

        await wire.WriteAsync(new byte[4], cancel);
        var answer = new byte[1024];
        var length = await wire.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancel);
        var said = Encoding.UTF8.GetString(answer, 0, length).TrimEnd('\0', '\n', ' ');
        return said == "stream: OK" ? VirusVerdict.Clean
            : said.StartsWith("stream: ", StringComparison.Ordinal) && said.EndsWith(" FOUND", StringComparison.Ordinal)
                ? VirusVerdict.Infected
            : VirusVerdict.NoAnswer;
    }
}
