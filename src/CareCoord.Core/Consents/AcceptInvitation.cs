using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Consents;

/// <summary>The token of the link, and the date of birth of the person who invites, as the asker knows it.</summary>
public sealed record InvitationAccepted(string? Token, DateOnly BirthDate);

/// <summary>
/// Accepts an invitation by one function of the database, because the asker cannot see the patient. It checks the token, the asker's
/// address and the date of birth. It gives the grant and the caregiver's hat, tells the patient and audits it.
/// </summary>
public sealed class AcceptInvitation(ActorDbs databases, TimeProvider clock)
{
    /// <summary>Throws <see cref="RuleBroken"/> with one sentence for whatever was wrong, and where somebody tried too often.</summary>
    public async Task RunAsync(Actor asker, InvitationAccepted request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        var answer = (
            await db.AskAsync<Answer>(
                $"""
                select answer as "Said", again_at as "AgainAt"
                from app.accept_invitation({InvitationToken.Hash(request.Token)}, {request.BirthDate})
                """,
                cancel
            )
        ).Single();
        // A wrong date counts and is kept.
        await db.CommitAsync(cancel);
        if (answer.Said != "accepted")
            throw new RuleBroken(Refusal(answer));
    }

    private string Refusal(Answer answer) =>
        answer switch
        {
            { AgainAt: { } again } =>
                $"You have tried as often as one person may for now. You can try again in {Wait(again - clock.GetUtcNow())}.",
            { Said: "sees" } => InvitationText.SeesAlready,
            _ => InvitationText.NotUsable,
        };

    private static string Wait(TimeSpan left) =>
        Math.Max(1, Math.Ceiling(left.TotalMinutes)) switch
        {
            1 => "a minute",
            <= 90 and var minutes => $"{minutes} minutes",
            var minutes => $"{Math.Ceiling(minutes / 60)} hours",
        };

    private sealed record Answer(string Said, DateTimeOffset? AgainAt);
}
