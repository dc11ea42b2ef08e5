using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>A small mail server on loopback: it speaks SMTP, keeps every mail it was given, and can be told to refuse.</summary>
internal sealed class MailCatcher : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly ConcurrentQueue<CaughtMail> mails = [];
    private readonly Task accepting;

    public MailCatcher()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<CaughtMail> Mails => [.. mails];

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
            catch (IOException)
            {
                // The caller has gone.
            }
        }
    }

    private async Task TalkAsync(NetworkStream wire)
    {
        using var heard = new StreamReader(wire, Encoding.Latin1);
        await using var said = new StreamWriter(wire, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await said.WriteLineAsync("220 here");
        var to = new List<string>();
        while (await heard.ReadLineAsync(end.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "RCPT":
                    if (AnswerToRecipient.StartsWith("250", StringComparison.Ordinal))
                        to.Add(line["RCPT TO:".Length..].Trim());
                    await said.WriteLineAsync(AnswerToRecipient);
                    break;
                case "DATA":
                    await said.WriteLineAsync("354 go on");
                    var text = new List<string>();
                    while (await heard.ReadLineAsync(end.Token) is { } next && next != ".")
                        text.Add(next);
                    await BeforeItIsTaken();
                    mails.Enqueue(new([.. to], [.. text]));
                    to.Clear();
                    await said.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await said.WriteLineAsync("221 bye");
                    return;
                default:
                    await said.WriteLineAsync("250 yes");
                    break;
            }
        }
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
    public IReadOnlyList<string> HeaderNames => [.. Head.Where(line => line.Length > 0 && !char.IsWhiteSpace(line[0])).Select(line => line.Split(':')[0].ToLowerInvariant())];

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
