using System.Net.Mail;
using CareCoord.Notifications;
using MimeKit;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Mails that are kept as files: whole, once, or not at all.</summary>
public sealed class MailDeliveryTests : IDisposable
{
    private static readonly Guid Id = new("01900000-0000-7000-8000-000000000001");

    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-kept-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_is_the_whole_mail_word_for_word()
    {
        using var mail = SomethingNew();
        await MailDelivery.KeepAsync(mail, folder, Id, default);

        var lines = (await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder)))).Split("\r\n");
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
        var kept = new CaughtMail([], lines);
        Assert.Equal("Riverside <carecoord@localhost>", kept.Header("From"));
        Assert.Equal("Ana <ana@home.example>", kept.Header("To"));
        Assert.Equal("<01900000000070008000000000000001@localhost>", kept.Header("Message-ID"));
        Assert.Equal("auto-generated", kept.Header("Auto-Submitted"));
        Assert.Equal("text/plain; charset=utf-8", kept.Header("Content-Type"));
        Assert.Equal("quoted-printable", kept.Header("Content-Transfer-Encoding"));
        Assert.Equal(
            """
            [No mail server is set up: this mail was not sent. CareCoord:Smtp:Host names one.]

            Hello Ana,

            something new waits for you in CareCoord:
            https://care.clinic.example/notifications

            To keep it private, this mail does not say what it is. Sign in to read it.

            Choose what you are told, how and when:
            https://care.clinic.example/account/notifications

            Riverside

            """,
            kept.Body
        );
    }

    [Fact]
    public async Task The_same_mail_once_more_is_the_same_file()
    {
        using var mail = SomethingNew();
        await MailDelivery.KeepAsync(mail, folder, Id, default);
        await MailDelivery.KeepAsync(mail, folder, Id, default);

        Assert.Equal(["01900000000070008000000000000001.eml"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_mail_that_is_cut_off_leaves_nothing()
    {
        using var mail = SomethingNew();
        using var cut = new CancellationTokenSource();
        mail.Body = new MimePart { Content = new MimeContent(new CutOff(cut)) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MailDelivery.KeepAsync(mail, folder, Id, cut.Token));

        Assert.True(cut.IsCancellationRequested);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_mail_that_cannot_be_put_in_its_place_leaves_nothing()
    {
        Directory.CreateDirectory(Path.Combine(folder, $"{Id:N}.eml", "something"));
        using var mail = SomethingNew();

        var fault = await Record.ExceptionAsync(() => MailDelivery.KeepAsync(mail, folder, Id, default));

        Assert.True(fault is IOException or UnauthorizedAccessException, $"{fault}");
        Assert.Empty(Directory.GetFiles(folder));
    }

    private MimeMessage SomethingNew() =>
        PortalMail.SomethingNew(
            Id,
            "Ana",
            "ana@home.example",
            "Riverside",
            new(new("https://care.clinic.example/"), new MailAddress("carecoord@localhost"), null, folder)
        );

    // Cuts the writing off after the first piece of its own.
    private sealed class CutOff(CancellationTokenSource cut) : MemoryStream(new byte[100_000])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer[..Math.Min(buffer.Length, 1000)], cancellationToken);
            await cut.CancelAsync();
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
