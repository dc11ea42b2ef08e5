using System.Text.RegularExpressions;

namespace CareCoord.Web.Tests.Consents;

/// <summary>The invitations that the portal wrote as mails into its data folder.</summary>
internal static partial class InvitationMails
{
    /// <summary>The path of the link in the newest mail to an address; waits until the mail was written.</summary>
    public static async Task<string> LinkAsync(this Portal portal, string email, string? but = null)
    {
        for (var i = 0; i < 600; i++)
        {
            foreach (
                var file in Directory.Exists(Outbox(portal))
                    ? new DirectoryInfo(Outbox(portal)).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc).ToArray()
                    : []
            )
            {
                var mail = (await File.ReadAllTextAsync(file.FullName)).Replace("=\r\n", "").Replace("=3D", "=");
                if (mail.Contains(email, StringComparison.Ordinal) && Link().Match(mail) is { Success: true } link && link.Value != but)
                    return link.Value;
            }

            await Task.Delay(100);
        }

        throw new Xunit.Sdk.XunitException($"No invitation was mailed to {email}.");
    }

    private static string Outbox(Portal portal) => Path.Combine(portal.Folder, "outbox");

    [GeneratedRegex("/invitation/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();
}
