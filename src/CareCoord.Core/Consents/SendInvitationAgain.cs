using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>The mail did not come, or its 72 hours are over.</summary>
public sealed record InvitationSentAgain(Guid PatientId, Guid InvitationId);

/// <summary>
/// Sends an invitation once more, with another link and for another 72 hours; the link before is worth nothing from then on.
/// </summary>
public sealed class SendInvitationAgain(ActorDbs databases, AccessGate gate, MailSecrets secrets)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where the asker may not, <see cref="RuleBroken"/> where the invitation was used, withdrawn or stopped.
    /// </summary>
    public async Task RunAsync(Actor asker, InvitationSentAgain request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, GrantAccess.SendAgain, request.PatientId, "proxy_invitation", request.InvitationId, cancel);
        var token = InvitationToken.New();
        var answer = await db.AskAsync<string?>(
            $"""
            select app.send_invitation_again({request.PatientId}, {request.InvitationId}, {InvitationToken.Hash(token)},
                                             {secrets.Seal(token, request.InvitationId)}) as "Value"
            """,
            cancel
        );
        if (answer is not ["sent"])
            throw new RuleBroken(Refusal(answer.Single()));
        await db.CommitAsync(cancel);
    }

    private static string Refusal(string? answer) =>
        answer switch
        {
            "many" => "This invitation was sent five times. Ask them on the telephone whether the address is right, "
                + "then withdraw it and invite anew.",
            "over" => "The last day that you chose is over. Withdraw this invitation and invite anew.",
            _ => "This invitation is no longer open: it was used, withdrawn or stopped. Invite anew if it is still needed.",
        };
}
