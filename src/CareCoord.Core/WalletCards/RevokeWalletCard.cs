using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.WalletCards;

/// <summary>A card is not to be opened any more.</summary>
public sealed record WalletCardRevoked(Guid PatientId, Guid CardId);

/// <summary>Ends a wallet card at once; whoever has it open sees nothing more with their next request.</summary>
public sealed class RevokeWalletCard(ActorDbs databases, AccessGate gate)
{
    /// <summary>Throws <see cref="NotFound"/> where there is no such card for the asker; a second time is told in a sentence.</summary>
    public async Task RunAsync(Actor asker, WalletCardRevoked request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, WalletCardAccess.Revoke, request.PatientId, "wallet_card", request.CardId, cancel);
        if (
            (
                await db.AnswerAsync<bool?>($"""select app.revoke_card({request.PatientId}, {request.CardId}) as "Value" """, cancel)
                ?? throw new NotFound()
            )
            is false
        )
            throw new RuleBroken("This card has been ended already.");
        await db.CommitAsync(cancel);
    }
}
