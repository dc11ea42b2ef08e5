using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.WalletCards;

/// <summary>A card that holds for some months, from one to twenty-four.</summary>
public sealed record WalletCardMade(
    Guid PatientId,
    [property: Range(1, 24, ErrorMessage = "Choose for how long the card holds: from one month to two years.")] int Months
);

/// <summary>A new card with its token and PIN, which are known only now.</summary>
public sealed record NewWalletCard(Guid Id, string Token, string Pin, DateTimeOffset EndsAt);

/// <summary>Makes a wallet card; the patient is told where a proxy makes it.</summary>
public sealed class MakeWalletCard(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where the asker may not see the patient's legal documents, <see cref="RuleBroken"/> where they may not
    /// manage them, or have ten cards.
    /// </summary>
    public async Task<NewWalletCard> RunAsync(Actor asker, WalletCardMade request, CancellationToken cancel)
    {
        Checked.Of(request);
        var now = clock.GetUtcNow();
        var card = new NewWalletCard(
            Guid.CreateVersion7(now),
            WalletCardSecret.NewToken(),
            WalletCardSecret.NewPin(),
            now.AddMonths(request.Months)
        );
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        await gate.PassAsync(db, WalletCardAccess.Make, request.PatientId, "wallet_card", card.Id, cancel);
        var (token, pin) = (WalletCardSecret.Hash(card.Token), WalletCardSecret.HashPin(card.Token, card.Pin));
        if (
            !await db.AnswerAsync<bool>(
                $"""select app.make_card({request.PatientId}, {card.Id}, {token}, {pin}, {card.EndsAt}) as "Value" """,
                cancel
            )
        )
            throw new RuleBroken("There are ten cards already. End one that is not needed any more.");
        await db.CommitAsync(cancel);
        return card;
    }
}
