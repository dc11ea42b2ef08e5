using System.Net.Mail;
using System.Security.Cryptography.X509Certificates;

namespace CareCoord.Notifications;

/// <summary>
/// How mails leave: by the mail server, or into a folder where none is set up. <paramref name="Portal"/> is the address that they lead to;
/// <paramref name="From"/> bears the organisation's name where the setting gives none.
/// </summary>
public sealed record MailSettings(Uri Portal, MailAddress From, MailServer? Server, string? Folder);

/// <summary>
/// A mail server; its certificate must be signed by <paramref name="Authority"/> where one is given, else by one that the machine knows.
/// </summary>
public sealed record MailServer(
    string Host,
    int Port,
    string? User,
    string? Password,
    MailTls Tls,
    X509Certificate2Collection? Authority = null
);

/// <summary>How what is said to a mail server is kept from others.</summary>
public enum MailTls
{
    /// <summary>By STARTTLS, before anything else is said; a server without it gets nothing.</summary>
    StartTls,

    /// <summary>By TLS from the first byte.</summary>
    FromTheFirstByte,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}
