using System.Net.Mail;

namespace CareCoord.Notifications;

/// <summary>
/// How mails leave: by the mail server, or into a folder where none is set up. <paramref name="Portal"/> is the address that they lead to;
/// <paramref name="From"/> bears the organisation's name where the setting gives none.
/// </summary>
public sealed record MailSettings(Uri Portal, MailAddress From, MailServer? Server, string? Folder);

/// <summary>A mail server; <paramref name="Tls"/> is STARTTLS on its ordinary port.</summary>
public sealed record MailServer(string Host, int Port, string? User, string? Password, bool Tls);
