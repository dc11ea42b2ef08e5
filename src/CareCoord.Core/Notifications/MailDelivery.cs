using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace CareCoord.Notifications;

/// <summary>Hands one mail to the mail server, or lays it into a folder where there is none.</summary>
internal static class MailDelivery
{
    /// <summary>Returns when the mail server has taken the mail; throws where it has not.</summary>
    public static async Task SendAsync(MimeMessage mail, MailServer server, CancellationToken cancel)
    {
        using var client = new SmtpClient();
        await client.ConnectAsync(server.Host, server.Port, Options(server.Tls), cancel);
        if (server.User is { Length: > 0 } user)
            await client.AuthenticateAsync(user, server.Password ?? "", cancel);
        await client.SendAsync(mail, cancel);
        // A server that goes without a farewell has taken the mail all the same: that is no fault here.
        await client.DisconnectAsync(quit: true, cancel);
    }

    /// <summary>Writes the mail as a file, whole or not at all; the same mail once more takes the place of the first.</summary>
    public static async Task KeepAsync(MimeMessage mail, string folder, Guid id, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{id:N}.eml"));
        // Whose claim has run out may still be writing the same mail.
        var begun = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Guid.CreateVersion7():N}.begun"));
        try
        {
            await using (var stream = new FileStream(begun, FileMode.CreateNew))
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

    private static SecureSocketOptions Options(MailTls tls) => tls switch
    {
        MailTls.StartTls => SecureSocketOptions.StartTls,
        MailTls.FromTheFirstByte => SecureSocketOptions.SslOnConnect,
        MailTls.None => SecureSocketOptions.None,
        _ => throw new ArgumentOutOfRangeException(nameof(tls)),
    };
}
