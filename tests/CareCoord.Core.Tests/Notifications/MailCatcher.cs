using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>A small mail server on loopback: it speaks SMTP, with TLS or without, keeps what it hears, and can refuse.</summary>
internal sealed class MailCatcher : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<CaughtMail> mails = [];
    private readonly ConcurrentQueue<string> heardInClear = [];
    private readonly ConcurrentQueue<string> heardByTls = [];
    private readonly Task accepting;

    public MailCatcher()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<CaughtMail> Mails => [.. mails];

    /// <summary>Every line that came as it is, where others could have read it.</summary>
    public IReadOnlyList<string> HeardInClear => [.. heardInClear];

    /// <summary>Every line that came by TLS.</summary>
    public IReadOnlyList<string> HeardByTls => [.. heardByTls];

    /// <summary>What it proves its name by; without one it speaks no TLS.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Whether TLS begins with the first byte, and not by STARTTLS.</summary>
    public bool TlsFromTheFirstByte { get; set; }

    /// <summary>What it answers to each recipient; 250 takes them.</summary>
    public string AnswerToRecipient { get; set; } = "250 yes";

    /// <summary>Runs while a mail is being taken, before it is confirmed.</summary>
    public Func<Task> BeforeItIsTaken { get; set; } = () => Task.CompletedTask;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await listener.AcceptTcpClientAsync(end.Token));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // It was closed.
        }
    }

    private async Task TalkAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                await TalkAsync(caller.GetStream());
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException)
            {
                // The caller has gone, or does not believe the certificate.
            }
        }
    }

    private async Task TalkAsync(NetworkStream wire)
    {
        if (TlsFromTheFirstByte || await ConverseAsync(wire, heardInClear, isTls: false, "220 here"))
        {
            await using var tls = new SslStream(wire);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, end.Token);
            await ConverseAsync(tls, heardByTls, isTls: true, TlsFromTheFirstByte ? "220 here" : null);
        }
    }

    // Returns true where the caller asks for TLS from here on.
    private async Task<bool> ConverseAsync(Stream wire, ConcurrentQueue<string> kept, bool isTls, string? greeting)
    {
        using var heard = new StreamReader(wire, Encoding.Latin1, leaveOpen: true);
        await using var said = new StreamWriter(wire, Encoding.Latin1, leaveOpen: true) { NewLine = "\r\n", AutoFlush = true };
        if (greeting is not null)
            await said.WriteLineAsync(greeting);
        var to = new List<string>();
        while (await heard.ReadLineAsync(end.Token) is { } line)
        {
            kept.Enqueue(line);
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    // It takes passwords in clear too: that none comes is for the sender to see to.
                    var startTls = Certificate is null || isTls ? "" : "250-STARTTLS\r\n";
                    await said.WriteLineAsync($"250-here\r\n{startTls}250 AUTH PLAIN");
                    break;
                case "STARTTLS" when Certificate is not null && !isTls:
                    await said.WriteLineAsync("220 go on");
                    return true;
                case "AUTH":
                    await said.WriteLineAsync("235 welcome");
                    break;
                case "RCPT":
                    if (AnswerToRecipient.StartsWith("250", StringComparison.Ordinal))
                        to.Add(line["RCPT TO:".Length..].Trim());
                    await said.WriteLineAsync(AnswerToRecipient);
                    break;
                case "DATA":
                    await said.WriteLineAsync("354 go on");
                    var text = new List<string>();
                    while (await heard.ReadLineAsync(end.Token) is { } next && next != ".")
                    {
                        kept.Enqueue(next);
                        text.Add(next);
                    }

                    await BeforeItIsTaken();
                    mails.Enqueue(new([.. to], [.. text]));
                    to.Clear();
                    await said.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await said.WriteLineAsync("221 bye");
                    return false;
                default:
                    await said.WriteLineAsync("250 yes");
                    break;
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await accepting;
        listener.Dispose();
        end.Dispose();
    }
}

/// <summary>A mail as it came over the wire, line by line.</summary>
internal sealed record CaughtMail(IReadOnlyList<string> To, IReadOnlyList<string> Lines)
{
    /// <summary>The names of its headers, in small letters.</summary>
    public IReadOnlyList<string> HeaderNames =>
        [.. Head.Where(line => line.Length > 0 && !char.IsWhiteSpace(line[0])).Select(line => line.Split(':')[0].ToLowerInvariant())];

    /// <summary>The header's value, its continuation lines joined.</summary>
    public string? Header(string name)
    {
        var head = Head.ToList();
        var at = head.FindIndex(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));
        return at < 0 ? null : string.Concat(head.Skip(at).TakeWhile((line, i) => i == 0 || line.StartsWith(' '))).Split(':', 2)[1].Trim();
    }

    /// <summary>The text, decoded.</summary>
    public string Body
    {
        get
        {
            var raw = string.Join("\n", Lines.SkipWhile(line => line.Length > 0).Skip(1));
            var bytes = new List<byte>();
            for (var i = 0; i < raw.Length; i++)
            {
                if (raw[i] == '=' && i + 1 < raw.Length && raw[i + 1] == '\n')
                    i++;
                else if (raw[i] == '=')
                    bytes.Add(Convert.ToByte(raw.Substring((i += 2) - 1, 2), 16));
                else
                    bytes.Add((byte)raw[i]);
            }

            return Encoding.UTF8.GetString([.. bytes]).ReplaceLineEndings("\n");
        }
    }

    private IEnumerable<string> Head => Lines.TakeWhile(line => line.Length > 0);
}
