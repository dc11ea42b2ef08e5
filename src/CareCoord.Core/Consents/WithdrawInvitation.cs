using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>An invitation that is no longer meant.</summary>
public sealed record InvitationWithdrawn(Guid PatientId, Guid InvitationId);

/// <summary>Takes an invitation back, at once; a mail that waits is not sent.</summary>
public sealed class WithdrawInvitation(ActorDbs databases, AccessGate gate)
{
    /// <summary>Throws <see cref="NotFound"/> where the asker may not, <see cref="RuleBroken"/> where it is not open.</summary>
    public async Task RunAsync(Actor asker, InvitationWithdrawn request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, GrantAccess.Withdraw, request.PatientId, "proxy_invitation", request.InvitationId, cancel);
        if (
            !await db.AnswerAsync<bool>($"select app.withdraw_invitation({request.PatientId}, {request.InvitationId}) as \"Value\"", cancel)
        )
            throw new RuleBroken(
                "This invitation is no longer open, so there is nothing to withdraw. "
                    + "If somebody accepted it, you can end what they may see."
            );
        await db.CommitAsync(cancel);
    }
}
