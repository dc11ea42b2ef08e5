using System.Globalization;
using System.Net.Mail;
using System.Text;
using MimeKit;

namespace CareCoord.Notifications;

/// <summary>
/// The two mails that the portal writes: that something new waits, for whom it is, and where; and that a patient invites somebody to help.
/// They say nothing of any record and nothing of what is new, for mail can be read on its way and on a shared device.
/// </summary>
internal static class PortalMail
{
    private const int LongestName = 100;

    // Persian and Indic names are written with them.
    private const int JoinsNot = 0x200C;
    private const int Joins = 0x200D;

    /// <summary>Something new waits; throws <see cref="FormatException"/> where the address is none.</summary>
    public static MimeMessage SomethingNew(Guid id, string name, string address, string organisation, MailSettings settings) =>
        Write(
            id,
            name,
            address,
            organisation,
            settings,
            "Something new in CareCoord",
            new StringBuilder()
                .Append(CultureInfo.InvariantCulture, $"something new waits for you in CareCoord:\r\n")
                .Append(CultureInfo.InvariantCulture, $"{new Uri(settings.Portal, "/notifications")}\r\n\r\n")
                .Append("To keep it private, this mail does not say what it is. Sign in to read it.\r\n\r\n")
                .Append(CultureInfo.InvariantCulture, $"Choose what you are told, how and when:\r\n")
                .Append(CultureInfo.InvariantCulture, $"{new Uri(settings.Portal, "/account/notifications")}\r\n\r\n")
        );

    /// <summary>
    /// Somebody is invited; <paramref name="patient"/> is what the clinic's patient who invites is called by. What the inviter typed stands
    /// nowhere in it: whoever has no account yet is greeted without a name. Throws as before.
    /// </summary>
    public static MimeMessage Invitation(
        Guid id,
        string? name,
        string address,
        string patient,
        string token,
        string organisation,
        MailSettings settings
    ) =>
        Write(
            id,
            name,
            address,
            organisation,
            settings,
            "An invitation in CareCoord",
            new StringBuilder()
                .Append(
                    CultureInfo.InvariantCulture,
                    $"{OneLine(patient)} invites you to help in CareCoord. To accept, open this link:\r\n"
                )
                .Append(CultureInfo.InvariantCulture, $"{new Uri(settings.Portal, "/invitation/" + token)}\r\n\r\n")
                .Append("You will sign in or make an account, and enter the date of birth of the person who invites you.\r\n\r\n")
                .Append("The link works once, for 72 hours, and for you alone: do not pass it on. ")
                .Append("If you do not know who invites you, do nothing.\r\n\r\n")
        );

    private static MimeMessage Write(
        Guid id,
        string? name,
        string address,
        string organisation,
        MailSettings settings,
        string subject,
        StringBuilder says
    )
    {
        // "one@here, other@there" would else be an address with a strange name before it.
        if (!MailAddress.TryCreate(address, out var one) || one.Address != address)
            throw new FormatException("The account's e-mail address is none.");
        var (called, signed) = (OneLine(name ?? ""), OneLine(organisation));
        var text = new TextPart("plain") { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        text.SetText(Encoding.UTF8, Body(called, signed, settings, says));
        var mail = new MimeMessage { Subject = subject, Body = text };
        var sender = settings.From.DisplayName is { Length: > 0 } own ? own : signed;
        mail.From.Add(new MailboxAddress(Encoding.UTF8, sender, settings.From.Address));
        mail.To.Add(new MailboxAddress(Encoding.UTF8, called, address));

        // The same for every try, so that a mail server can tell a repetition.
        mail.MessageId = string.Create(CultureInfo.InvariantCulture, $"{id:N}@{settings.From.Host}");
        mail.Headers["Auto-Submitted"] = "auto-generated";
        if (settings.Server is null)
            mail.Headers["X-CareCoord-Not-Sent"] = "No mail server is set up; this mail was written to a folder and not sent.";
        return mail;
    }

    private static string Body(string called, string signed, MailSettings settings, StringBuilder says)
    {
        var body = new StringBuilder();
        if (settings.Server is null)
            body.Append("[No mail server is set up: this mail was not sent. CareCoord:Smtp:Host names one.]\r\n\r\n");
        return body.Append(called.Length > 0 ? $"Hello {called},\r\n\r\n" : "Hello,\r\n\r\n")
            .Append(says)
            .Append(CultureInfo.InvariantCulture, $"{signed}\r\n")
            .ToString();
    }

    // A name with a line break in it could begin a header, or a line of the text. One with a mark of direction could turn it about.
    private static string OneLine(string name)
    {
        var line = new StringBuilder();
        foreach (var letter in name.EnumerateRunes().Take(LongestName))
        {
            var breaks =
                letter.Value is not (JoinsNot or Joins)
                && Rune.GetUnicodeCategory(letter)
                    is UnicodeCategory.Control
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                        or UnicodeCategory.Format;
            line.Append(breaks ? " " : letter.ToString());
        }

        return string.Join(' ', line.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
