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

        Assert.Equal(new("mail.clinic.example", 587, null, null, Tls: true), mail.Server);
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
    [InlineData("Tls", "maybe", "Tls must be")]
    [InlineData("Tls", "false", "others could read it")]
    public void What_does_not_hold_together_is_refused_at_the_start(string name, string value, string sentence)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => From(("Host", "mail.clinic.example"),
            ("From", "care@clinic.example"), ("User", "care"), ("Password", "secret"), (name, value)));

        Assert.Contains(sentence, refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
    }

    [Fact]
    public void To_this_machine_itself_a_password_may_go_as_it_is() =>
        Assert.False(From(("Host", "127.0.0.1"), ("From", "care@clinic.example"), ("Password", "secret"), ("Tls", "false"))!.Server!.Tls);

    private static PortalOrigin Origin { get; } = new(new("https://care.clinic.example"), BehindProxy: true);

    private static CareCoord.Notifications.MailSettings? From(params (string Name, string Value)[] smtp) =>
        MailSetup.From(Settings([.. smtp.Select(one => ("CareCoord:Smtp:" + one.Name, one.Value))]), Origin);

    private static IConfiguration Settings(params (string Name, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.GroupBy(v => v.Name).Select(g => KeyValuePair.Create(g.Key, (string?)g.Last().Value))).Build();
}
