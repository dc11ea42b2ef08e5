using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareCoord.Notifications;
using CareCoord.Web.Notifications;
using CareCoord.Web.Settings;
using CareCoord.Web.Shell;
using Microsoft.Extensions.Configuration;

namespace CareCoord.Web.Tests.Notifications;

/// <summary>The settings of the mail server, and what is refused before anything is sent.</summary>
public sealed class MailSetupTests
{
    [Fact]
    public void A_host_and_a_sender_are_enough_and_mails_go_encrypted()
    {
        var mail = From(("Host", "mail.clinic.example"), ("From", "Riverside <care@clinic.example>"))!;

        Assert.Equal(new("mail.clinic.example", 587, null, null, MailTls.StartTls), mail.Server);
        Assert.Equal(("care@clinic.example", "Riverside"), (mail.From.Address, mail.From.DisplayName));
        Assert.Null(mail.Folder);
    }

    [Fact]
    public void Without_a_host_they_go_into_the_data_folder()
    {
        var mail = From()!;

        Assert.Equal((Path.Combine("/data", "outbox"), "carecoord@localhost"), (mail.Folder, mail.From.Address));
        Assert.Null(mail.Server);
    }

    [Theory]
    [InlineData("From", "", "From must be")]
    [InlineData("From", "no address", "From must be")]
    [InlineData("From", "a@b.example\r\nBcc: c@d.example", "From must be")]
    [InlineData("Port", "0", "Port must be")]
    [InlineData("Port", "70000", "Port must be")]
    [InlineData("Port", "smtp", "Port must be")]
    [InlineData("Tls", "maybe", "Tls must be starttls (")]
    [InlineData("Tls", "true", "tls (TLS from the first byte)")]
    [InlineData("Tls", "false", "none (no TLS, to this machine itself only)")]
    [InlineData("Tls", "none", "others could read them")]
    [InlineData("Host", "smtp://mail.clinic.example", "Host must be the mail server's name or address alone")]
    [InlineData("Host", "mail.clinic.example:25", "Host must be the mail server's name or address alone")]
    [InlineData("Certificate", "/nowhere/authority.pem", "Certificate must be")]
    [InlineData("Certificate", "/dev/null", "Certificate must be")]
    public void What_does_not_hold_together_is_refused_at_the_start(string name, string value, string sentence)
    {
        var settings = Settings(
            ("Host", "mail.clinic.example"),
            ("From", "care@clinic.example"),
            ("User", "care"),
            ("Password", "secret"),
            (name, value)
        );

        MailSetup.From(settings, Origin, "/data");

        var fault = Assert.Single(settings.Faults);
        Assert.StartsWith("CareCoord__Smtp__", fault);
        Assert.Contains(sentence, fault);
        Assert.DoesNotContain("secret", fault);
    }

    [Theory]
    [InlineData("mail.clinic.example")]
    [InlineData("10.0.0.7")]
    [InlineData("localhost.clinic.example")]
    public void Nothing_goes_in_clear_to_another_machine_not_even_without_a_password(string host)
    {
        var settings = Settings(("Host", host), ("From", "care@clinic.example"), ("Tls", "none"));

        MailSetup.From(settings, Origin, "/data");

        Assert.Contains("Tls must not be none", Assert.Single(settings.Faults));
    }

    [Theory]
    [InlineData("From", "no address")]
    [InlineData("Port", "0")]
    [InlineData("Tls", "maybe")]
    [InlineData("Certificate", "/nowhere/authority.pem")]
    public void Also_without_a_host_a_wrong_setting_is_told(string name, string value)
    {
        var settings = Settings((name, value));

        MailSetup.From(settings, Origin, "/data");

        Assert.StartsWith($"CareCoord__Smtp__{name} must be", Assert.Single(settings.Faults));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void To_this_machine_itself_a_password_may_go_as_it_is(string host)
    {
        var mail = From(("Host", host), ("From", "care@clinic.example"), ("Password", "secret"), ("Tls", "none"))!;

        Assert.Equal(MailTls.None, mail.Server!.Tls);
    }

    [Theory]
    [InlineData("starttls", "", MailTls.StartTls, 587)]
    [InlineData("STARTTLS", "2525", MailTls.StartTls, 2525)]
    [InlineData("tls", "", MailTls.FromTheFirstByte, 465)]
    [InlineData("tls", "4650", MailTls.FromTheFirstByte, 4650)]
    public void The_port_follows_from_how_TLS_begins_where_none_is_set(string tls, string port, MailTls expected, int number)
    {
        var server = From(("Host", "mail.clinic.example"), ("From", "care@clinic.example"), ("Tls", tls), ("Port", port))!.Server!;

        Assert.Equal((expected, number), (server.Tls, server.Port));
    }

    [Fact]
    public void The_authority_that_signs_the_servers_certificate_is_read_from_a_PEM_file()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        using var authority = new CertificateRequest("CN=Clinic", key, HashAlgorithmName.SHA256).CreateSelfSigned(now, now.AddDays(1));
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, authority.ExportCertificatePem());
            var read = From(("Host", "mail.clinic.example"), ("From", "care@clinic.example"), ("Certificate", file))!.Server!.Authority!;

            Assert.Equal(authority.Thumbprint, Assert.Single(read).Thumbprint);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static PortalOrigin Origin { get; } = new(new("https://care.clinic.example"), BehindProxy: true);

    private static MailSettings? From(params (string Name, string Value)[] smtp)
    {
        var settings = Settings(smtp);
        var mail = MailSetup.From(settings, Origin, "/data");
        Assert.Empty(settings.Faults);
        return mail;
    }

    private static SettingsReader Settings(params (string Name, string Value)[] smtp) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    smtp.GroupBy(v => v.Name).Select(g => KeyValuePair.Create("CareCoord:Smtp:" + g.Key, (string?)g.Last().Value))
                )
                .Build()
        );
}
