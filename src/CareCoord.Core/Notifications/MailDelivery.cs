using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CareCoord.Shared;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CareCoord.Notifications;

/// <summary>Hands one mail to the mail server, or lays it into a folder where there is none.</summary>
internal static class MailDelivery
{
    private const string AuthenticatesServers = "1.3.6.1.5.5.7.3.1";

    /// <summary>Returns when the mail server has taken the mail; throws where it has not.</summary>
    public static async Task SendAsync(MimeMessage mail, MailServer server, CancellationToken cancel)
    {
        using var client = new SmtpClient();
        if (server.Authority is { } authority)
            client.ServerCertificateValidationCallback = (_, shown, chain, faults) => IsSignedBy(authority, shown, chain, faults);
        await client.ConnectAsync(server.Host, server.Port, Options(server.Tls), cancel);
        if (server.User is { Length: > 0 } user)
            await client.AuthenticateAsync(user, server.Password ?? "", cancel);
        await client.SendAsync(mail, cancel);
        // A server that goes without a farewell has taken the mail all the same: that is no fault here.
        await client.DisconnectAsync(quit: true, cancel);
    }

    /// <summary>
    /// Writes the mail as a file for its owner alone, whole or not at all. The same mail once more takes the place of the first.
    /// </summary>
    public static async Task KeepAsync(MimeMessage mail, string folder, Guid id, CancellationToken cancel)
    {
        OwnFiles.MakeFolder(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{id:N}.eml"));
        // Whose claim has run out may still be writing the same mail.
        var begun = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Guid.CreateVersion7():N}.begun"));
        try
        {
            await using (var stream = new FileStream(begun, OwnFiles.New()))
            {
                var format = FormatOptions.Default.Clone();
                format.NewLineFormat = NewLineFormat.Dos;
                await mail.WriteToAsync(format, stream, cancel);
                stream.Flush(flushToDisk: true);
            }

            File.Move(begun, file, overwrite: true);
        }
        finally
        {
            File.Delete(begun);
        }
    }

    private static SecureSocketOptions Options(MailTls tls) =>
        tls switch
        {
            MailTls.StartTls => SecureSocketOptions.StartTls,
            MailTls.FromTheFirstByte => SecureSocketOptions.SslOnConnect,
            MailTls.None => SecureSocketOptions.None,
            _ => throw new ArgumentOutOfRangeException(nameof(tls)),
        };

    // The machine's own authorities were asked before, and do not count here; a wrong name does.
    private static bool IsSignedBy(X509Certificate2Collection authority, X509Certificate? shown, X509Chain? offered, SslPolicyErrors faults)
    {
        if (shown is not X509Certificate2 certificate || (faults & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authority);
        if (offered is not null)
            chain.ChainPolicy.ExtraStore.AddRange(offered.ChainPolicy.ExtraStore);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(AuthenticatesServers));
        // An authority of one's own often publishes no list of what it took back; where there is one it counts.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.Online;
        chain.ChainPolicy.VerificationFlags =
            X509VerificationFlags.IgnoreEndRevocationUnknown | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown;
        return chain.Build(certificate);
    }
}
