using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.Accounts;

/// <summary>What is known of a form by its key.</summary>
/// <param name="IsNew">It is sent for the first time.</param>
/// <param name="Answer">The address that it led to; null while it is new or under way.</param>
public sealed record SentForm(bool IsNew, string? Answer);

/// <summary>
/// Knows the forms that somebody has sent, so that each is done once however often it is sent. It holds nobody's record, and is no entry of
/// the audit.
/// </summary>
public sealed class SentForms(ActorDbs databases)
{
    /// <summary>How long a key is known, in hours: twice the longest sign-in.</summary>
    public const int KeptHours = 24;

    /// <summary>Begins what the form asks for, where it was not sent before.</summary>
    public async Task<SentForm> SendAsync(Actor actor, Guid key, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(actor, cancel);
        var known = await db.AskAsync<SentForm>($"""select is_new as "IsNew", answer as "Answer" from app.send_form({key})""", cancel);
        await db.CommitAsync(cancel);
        return known.Single();
    }

    /// <summary>Keeps the address that the form led to; null where it was refused, so that it may be sent again.</summary>
    public async Task AnswerAsync(Actor actor, Guid key, string? address, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(actor, cancel);
        await db.ExecuteAsync($"select app.answer_form({key}, {address})", cancel);
        await db.CommitAsync(cancel);
    }
}
