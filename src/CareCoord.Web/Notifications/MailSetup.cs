using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareCoord.Notifications;
using CareCoord.Web.Settings;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

/// <summary>
/// Reads how mails leave from <c>CareCoord:Smtp</c>. It has Host, Port (587, with TLS from the first byte 465), User, Password, From, Tls
/// (starttls, tls, none) and Certificate. Without a host they go as files into <c>outbox</c> in the data folder.
/// </summary>
internal static class MailSetup
{
    private const string Host = "CareCoord:Smtp:Host";
    private const string PortNumber = "CareCoord:Smtp:Port";
    private const string SenderKey = "CareCoord:Smtp:From";
    private const string TlsWay = "CareCoord:Smtp:Tls";
    private const string Certificate = "CareCoord:Smtp:Certificate";
    private const string Unsent = "carecoord@localhost";

    /// <summary>The settings; null where they are refused, or what they rest on is.</summary>
    public static MailSettings? From(SettingsReader settings, PortalOrigin? origin, string? dataFolder)
    {
        var host = settings[Host];
        var (user, password) = (settings["CareCoord:Smtp:User"], settings["CareCoord:Smtp:Password"]);
        var sender = Sender(settings, host is null);
        var tls = Tls(settings);
        var port = Port(settings, tls);
        var authority = Authority(settings);
        if (host is not null && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            settings.Refuse(Host, "must be the mail server's name or address alone, such as mail.clinic.example.");
        if (host is not null && tls == MailTls.None && !IsThisMachine(host))
            settings.Refuse(TlsWay, "must not be none where mails go to another machine: others could read them on the way.");
        if (origin is null || dataFolder is null || sender is null)
            return null;
        return host is null
            ? new(origin.Address, sender, null, Path.Combine(dataFolder, "outbox"))
            : new(origin.Address, sender, new(host, port, user, password, tls, authority), null);
    }

    private static MailAddress? Sender(SettingsReader settings, bool mayBeMissing)
    {
        if (MailAddress.TryCreate(settings[SenderKey] ?? (mayBeMissing ? Unsent : null), out var sender))
            return sender;
        settings.Refuse(SenderKey, "must be the address that mails come from, such as care@clinic.example.");
        return null;
    }

    private static MailTls Tls(SettingsReader settings)
    {
        switch (settings[TlsWay]?.ToLowerInvariant())
        {
            case null or "starttls":
                return MailTls.StartTls;
            case "tls":
                return MailTls.FromTheFirstByte;
            case "none":
                return MailTls.None;
            default:
                settings.Refuse(
                    TlsWay,
                    "must be starttls (a connection that turns to TLS before anything is sent), "
                        + "tls (TLS from the first byte) or none (no TLS, to this machine itself only)."
                );
                return MailTls.StartTls;
        }
    }

    private static int Port(SettingsReader settings, MailTls tls)
    {
        if (settings[PortNumber] is not { } said)
            return tls == MailTls.FromTheFirstByte ? 465 : 587;
        if (!int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            settings.Refuse(PortNumber, "must be a number from 1 to 65535.");
        return port;
    }

    private static X509Certificate2Collection? Authority(SettingsReader settings)
    {
        if (settings[Certificate] is not { } file)
            return null;
        var authority = new X509Certificate2Collection();
        try
        {
            authority.ImportFromPemFile(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // It holds none, as below.
        }

        if (authority.Count == 0)
            settings.Refuse(Certificate, "must be a readable PEM file of the authority that signs the mail server's certificate.");
        return authority;
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
