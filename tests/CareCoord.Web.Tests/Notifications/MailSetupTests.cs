using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareCoord.Notifications;
using CareCoord.Web.Notifications;
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
    public void Without_a_host_they_go_into_the_data_folder_and_without_that_nowhere()
    {
        Assert.Equal(Path.Combine("/data", "outbox"), MailSetup.From(Settings(("CareCoord:DataFolder", "/data")), Origin)!.Folder);
        Assert.Null(MailSetup.From(Settings(), Origin));
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
    [InlineData("Certificate", "/nowhere/authority.pem", "Certificate must be")]
    [InlineData("Certificate", "/dev/null", "Certificate must be")]
    public void What_does_not_hold_together_is_refused_at_the_start(string name, string value, string sentence)
    {
        var refused = Assert.Throws<InvalidOperationException>(() =>
            From(("Host", "mail.clinic.example"), ("From", "care@clinic.example"), ("User", "care"), ("Password", "secret"), (name, value))
        );

        Assert.Contains(sentence, refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Theory]
    [InlineData("mail.clinic.example")]
    [InlineData("10.0.0.7")]
    [InlineData("localhost.clinic.example")]
    public void Nothing_goes_in_clear_to_another_machine_not_even_without_a_password(string host) =>
        Assert.Throws<InvalidOperationException>(() => From(("Host", host), ("From", "care@clinic.example"), ("Tls", "none")));

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

    private static MailSettings? From(params (string Name, string Value)[] smtp) =>
        MailSetup.From(Settings([.. smtp.Select(one => ("CareCoord:Smtp:" + one.Name, one.Value))]), Origin);

    private static IConfiguration Settings(params (string Name, string Value)[] values) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(values.GroupBy(v => v.Name).Select(g => KeyValuePair.Create(g.Key, (string?)g.Last().Value)))
            .Build();
}
