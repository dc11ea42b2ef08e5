using System.Net.Sockets;
using System.Security.Cryptography;
using CareCoord.Organisations;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Logging;

namespace CareCoord.Notifications;

/// <summary>
/// Sends the mails that are due. Many may run at the same time, on many nodes. Each claims one mail after the other, and whoever dies over
/// one leaves it to the next when the claim has run out. A mail that was sent in the very moment of dying is sent once more.
/// </summary>
public sealed class SendOutbox(Outbox outbox, MailSettings settings, OrganisationQueries organisations, ILogger<SendOutbox> log)
{
    /// <summary>After this many tries, about twelve hours, a mail is given up; later notifications make a new one.</summary>
    public const int MostAttempts = 10;

    // Sending is cut off long before the claim runs out.
    private static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(4);

    /// <summary>Sends what is due now; returns how many mails went out.</summary>
    public async Task<int> SendDueAsync(CancellationToken cancel)
    {
        await outbox.GatherAsync(cancel);
        var sent = 0;
        while (await outbox.ClaimAsync(cancel) is { } mail)
        {
            if (await TrySendAsync(mail, cancel))
            {
                await outbox.EndAsync(mail, "sent", cancel);
                sent++;
            }
            else if (mail.Attempts >= MostAttempts)
            {
                log.LogError("Mail {Mail} was given up after {Attempts} tries", mail.Id, mail.Attempts);
                await outbox.EndAsync(mail, "given_up", cancel);
            }
            else
            {
                await outbox.HoldAsync(mail, RestAfter(mail.Attempts), cancel);
            }
        }

        return sent;
    }

    /// <summary>How long a mail rests after its tries: 2, 4, 8 … minutes, at most four hours.</summary>
    public static TimeSpan RestAfter(int attempts)
    {
        var doubled = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(attempts, 16)));
        return doubled < LongestRest ? doubled : LongestRest;
    }

    private async Task<bool> TrySendAsync(ClaimedMail mail, CancellationToken cancel)
    {
        using var within = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        within.CancelAfter(SendWithin);
        try
        {
            var organisation = await organisations.CardAsync(cancel);
            using var message =
                mail.InvitedBy is { } patient && outbox.TokenOf(mail) is { } token
                    ? PortalMail.Invitation(mail.Id, mail.Name, mail.Email, patient, token, organisation.Name, settings)
                    : PortalMail.SomethingNew(mail.Id, mail.Name ?? "", mail.Email, organisation.Name, settings);
            await (
                settings.Server is { } server
                    ? MailDelivery.SendAsync(message, server, within.Token)
                    : MailDelivery.KeepAsync(message, settings.Folder!, mail.Id, within.Token)
            );
            return true;
        }
        catch (Exception fault) when (IsOfTheMail(fault) || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            // What the mail server says may quote the address: the log keeps the kind of the fault.
            log.LogWarning(
                "Mail {Mail} could not be sent at try {Attempts}: {Fault} {Status}",
                mail.Id,
                mail.Attempts,
                fault.GetType().Name,
                (fault as SmtpCommandException)?.StatusCode
            );
            return false;
        }
    }

    // The key that has sealed the link may be gone; the patient then sees that the invitation did not arrive.
    // MailKit's other faults are kinds of these: a bad address is a FormatException, a lost connection an InvalidOperationException.
    private static bool IsOfTheMail(Exception fault) =>
        fault
            is SmtpCommandException
                or CryptographicException
                or SmtpProtocolException
                or SslHandshakeException
                or AuthenticationException
                or NotSupportedException
                or SocketException
                or TimeoutException
                or FormatException
                or IOException
                or UnauthorizedAccessException
                or InvalidOperationException;
}
