using System.Collections.Concurrent;
using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Testing;
using Microsoft.Extensions.Logging;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>What others on the way may see of a mail and its password: nothing, or there is no mail.</summary>
public sealed class MailTlsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Password = "walk-softly-2026";

    private readonly World world = new(database);
    private readonly MailCatcher server = new();
    private readonly MailServerCertificate certificate = new();
    private readonly KeptLines log = new();
    private Guid nurse;

    public async Task InitializeAsync()
    {
        await database.AsOwnerAsync("truncate mail_wishes, outbox_mails");
        var cast = await Cast.PlayAsync(world, database, "Walter");
        nurse = cast.Provider.AccountId;
        await world.NotifyAsync(cast.Coordinator, nurse, Hat.Provider, "task_asked", cast.Patient, null);
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        certificate.Dispose();
    }

    [Fact]
    public async Task A_mail_arrives_over_TLS_from_the_first_byte()
    {
        server.Certificate = certificate.Server;
        server.TlsFromTheFirstByte = true;

        Assert.Equal(1, await SendAsync(MailTls.FromTheFirstByte, certificate.Authority));

        Assert.Contains("Hello Nurse of Walter,\n", Assert.Single(server.Mails).Body);
        Assert.Empty(server.HeardInClear);
        Assert.Equal(Login, Assert.Single(server.HeardByTls, line => line.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_mail_arrives_after_STARTTLS_and_nothing_of_it_before()
    {
        server.Certificate = certificate.Server;

        Assert.Equal(1, await SendAsync(MailTls.StartTls, certificate.Authority));

        Assert.Contains("Hello Nurse of Walter,\n", Assert.Single(server.Mails).Body);
        Assert.Equal(["EHLO", "STARTTLS"], server.HeardInClear.Select(line => line.Split(' ')[0]));
        Assert.Equal(Login, Assert.Single(server.HeardByTls, line => line.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_does_not_offer_STARTTLS_gets_no_mail_and_no_password()
    {
        Assert.Equal(0, await SendAsync(MailTls.StartTls, certificate.Authority));

        await AssertItRestsAsync();
    }

    [Theory]
    [InlineData(MailTls.StartTls)]
    [InlineData(MailTls.FromTheFirstByte)]
    public async Task A_certificate_that_nobody_knows_is_refused_and_the_mail_rests(MailTls tls)
    {
        server.Certificate = certificate.Server;
        server.TlsFromTheFirstByte = tls == MailTls.FromTheFirstByte;

        Assert.Equal(0, await SendAsync(tls, authority: null));

        await AssertItRestsAsync();
    }

    [Fact]
    public async Task A_certificate_of_another_authority_than_the_one_given_is_refused()
    {
        using var other = new MailServerCertificate();
        server.Certificate = certificate.Server;

        Assert.Equal(0, await SendAsync(MailTls.StartTls, other.Authority));

        await AssertItRestsAsync();
    }

    [Fact]
    public async Task A_certificate_of_another_server_is_refused_although_the_authority_signed_it()
    {
        using var other = new MailServerCertificate("mail.elsewhere.example");
        server.Certificate = other.Server;

        Assert.Equal(0, await SendAsync(MailTls.StartTls, other.Authority));

        await AssertItRestsAsync();
    }

    [Fact]
    public async Task A_server_that_speaks_in_clear_where_TLS_is_due_from_the_first_byte_gets_nothing()
    {
        Assert.Equal(0, await SendAsync(MailTls.FromTheFirstByte, certificate.Authority));

        await AssertItRestsAsync();
    }

    [Fact]
    public async Task The_log_keeps_the_kind_of_a_refusal_and_neither_the_address_nor_what_the_server_says()
    {
        var email = await database.AsOwnerAsync<string>("select email from accounts where id = $1", nurse);
        server.Certificate = certificate.Server;
        server.AnswerToRecipient = $"550 <{email}> moved to Utrecht";

        Assert.Equal(0, await SendAsync(MailTls.StartTls, certificate.Authority));

        var line = Assert.Single(log.Lines);
        Assert.EndsWith("could not be sent at try 1: SmtpCommandException MailboxUnavailable", line);
        Assert.DoesNotContain(email!, line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Utrecht", line, StringComparison.Ordinal);
    }

    private static string Login => "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0care\0{Password}"));

    private async Task AssertItRestsAsync()
    {
        Assert.Empty(server.Mails);
        Assert.Empty(server.HeardByTls);
        // Bytes of a handshake may be heard as lines by a server that knows none: no word of SMTP is among them.
        foreach (var word in new[] { "AUTH", "MAIL FROM", "RCPT TO", "DATA" })
            Assert.DoesNotContain(server.HeardInClear, line => line.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("1 true", await database.AsOwnerAsync<string>("select attempts || ' ' || (ended_at is null) from outbox_mails"));
    }

    private Task<int> SendAsync(MailTls tls, X509Certificate2Collection? authority) =>
        new SendOutbox(
            database.Get<Outbox>(),
            new(
                new("https://care.clinic.example/"),
                new MailAddress("care@clinic.example"),
                new("127.0.0.1", server.Port, "care", Password, tls, authority),
                null
            ),
            database.Get<OrganisationQueries>(),
            log
        ).SendDueAsync(default);

    private sealed class KeptLines : ILogger<SendOutbox>
    {
        private readonly ConcurrentQueue<string> lines = [];

        public IReadOnlyCollection<string> Lines => lines;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => lines.Enqueue($"{formatter(state, exception)}{exception}");
    }
}
