using System.Globalization;
using System.Net;
using System.Net.Mail;
using CareCoord.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Notifications;

/// <summary>
/// Reads how mails leave from <c>CareCoord:Smtp</c>: Host, Port (587), User, Password, From and Tls (true). Without a host they go as files
/// into <c>outbox</c> in the data folder.
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
            return settings["CareCoord:DataFolder"] is { Length: > 0 } data
                ? new(origin.Address, new MailAddress(smtp["From"] is { Length: > 0 } kept ? kept : "carecoord@localhost"), null, Path.Combine(data, "outbox"))
                : null;
        }

        if (smtp["From"] is not { Length: > 0 } from || !MailAddress.TryCreate(from, out var sender))
            throw new InvalidOperationException($"{Section}From must be the address that mails come from, such as care@clinic.example.");
        if (!int.TryParse(smtp["Port"] is { Length: > 0 } given ? given : "587", NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65535)
            throw new InvalidOperationException($"{Section}Port must be a number from 1 to 65535.");
        if (!bool.TryParse(smtp["Tls"] is { Length: > 0 } said ? said : "true", out var tls))
            throw new InvalidOperationException($"{Section}Tls must be true or false.");
        if (!tls && smtp["Password"] is { Length: > 0 } && !(host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip))))
            throw new InvalidOperationException($"{Section}Tls must not be false where a password goes to another machine: others could read it on the way.");
        return new(origin.Address, sender, new(host, port, smtp["User"], smtp["Password"], tls), null);
    }
}
