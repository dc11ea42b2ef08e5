using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareCoord.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

/// <summary>
/// Reads how mails leave from <c>CareCoord:Smtp</c>: Host, Port (587, with TLS from the first byte 465), User, Password, From, Tls
/// (starttls, tls, none) and Certificate. Without a host they go as files into <c>outbox</c> in the data folder.
/// </summary>
internal static class MailSetup
{
    private const string Section = "CareCoord:Smtp:";

    /// <summary>The settings, or null where there is neither a mail server nor a data folder; throws where they do not hold together.</summary>
    public static MailSettings? From(IConfiguration settings, PortalOrigin origin)
    {
        var smtp = settings.GetSection("CareCoord:Smtp");
        if (smtp["Host"] is not { Length: > 0 } host)
        {
            var writer = smtp["From"] is { Length: > 0 } kept ? kept : "carecoord@localhost";
            return settings["CareCoord:DataFolder"] is { Length: > 0 } data
                ? new(origin.Address, new MailAddress(writer), null, Path.Combine(data, "outbox"))
                : null;
        }

        if (smtp["From"] is not { Length: > 0 } from || !MailAddress.TryCreate(from, out var sender))
            throw new InvalidOperationException($"{Section}From must be the address that mails come from, such as care@clinic.example.");
        var tls = Tls(smtp["Tls"]);
        if (tls == MailTls.None && !IsThisMachine(host))
            throw new InvalidOperationException(
                $"{Section}Tls must not be none where mails go to another machine: others could read them on the way."
            );
        var (port, authority) = (Port(smtp["Port"], tls), Authority(smtp["Certificate"]));
        return new(origin.Address, sender, new(host, port, smtp["User"], smtp["Password"], tls, authority), null);
    }

    private static MailTls Tls(string? said) =>
        said?.ToLowerInvariant() switch
        {
            null or "" or "starttls" => MailTls.StartTls,
            "tls" => MailTls.FromTheFirstByte,
            "none" => MailTls.None,
            _ => throw new InvalidOperationException(
                $"{Section}Tls must be starttls (a connection that turns to TLS before anything is sent), "
                    + "tls (TLS from the first byte) or none (no TLS, to this machine itself only)."
            ),
        };

    private static int Port(string? said, MailTls tls)
    {
        if (said is not { Length: > 0 })
            return tls == MailTls.FromTheFirstByte ? 465 : 587;
        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new InvalidOperationException($"{Section}Port must be a number from 1 to 65535.");
    }

    private static X509Certificate2Collection? Authority(string? file)
    {
        if (file is not { Length: > 0 })
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

        return authority.Count > 0
            ? authority
            : throw new InvalidOperationException(
                $"{Section}Certificate must be a readable PEM file of the authority that signs the mail server's certificate."
            );
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
