using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Patients;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Consents;

/// <summary>
/// Whose eyes to look through: those of a grant; or, before an invitation is sent, of somebody with this name who would get these parts.
/// </summary>
public sealed record PreviewBegun(
    Guid PatientId,
    Guid SessionId,
    Guid? GrantId,
    string? Name = null,
    string? Relationship = null,
    Category View = Category.None,
    Category Manage = Category.None,
    DateOnly? LastDay = null
);

/// <summary>
/// Shows a patient for a quarter of an hour exactly what a caregiver sees, by the same queries and pages. Their sign-in wears the preview's
/// hat, under which nothing can be changed.
/// </summary>
public sealed class PreviewGrant(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>For how many minutes a patient looks through somebody else's eyes.</summary>
    public const int Minutes = 15;

    /// <summary>
    /// Throws <see cref="NotFound"/> for anyone but the patient, <see cref="RuleBroken"/> where there would be nothing to see.
    /// </summary>
    public async Task RunAsync(Actor asker, PreviewBegun request, CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(asker, cancel);
        (string name, string relationship, GrantParts? parts) = request.GrantId is null
            ? (
                Words(request.Name, ProxyInvitation.LongestName, ProxyInvitation.SayName),
                Words(request.Relationship, ProxyInvitation.LongestRelationship, ProxyInvitation.SayRelationship),
                GrantParts.Of(request.View, request.Manage)
            )
            : ("", "", null);
        var now = clock.GetUtcNow();
        var zone = await db.Set<Patient>().Where(p => p.Id == request.PatientId).Select(p => p.TimeZone).SingleOrDefaultAsync(cancel);
        var ends = zone is null ? null : LastDay.After(request.LastDay, TimeZoneInfo.FindSystemTimeZoneById(zone).DateThere(now), zone);
        var begun = (
            await db.AskAsync<bool?>(
                $"""
                select app.begin_preview({request.PatientId}, {request.SessionId}, {request.GrantId}, {name}, {relationship},
                                         {(int)(parts?.View ?? 0)}, {(int)(parts?.Manage ?? 0)}, {ends}) as "Value"
                """,
                cancel
            )
        ).Single();
        if (begun is null)
            throw await gate.NotThereAsync(db, GrantAccess.Preview, request.PatientId, cancel);
        if (begun is false)
            throw new RuleBroken("They see nothing of your record at this moment, so there is nothing to look at.");
        await db.CommitAsync(cancel);
    }

    private static string Words(string? typed, int longest, string what) =>
        OneLine.Said(typed, what) is { } line && line.Length <= longest
            ? line
            : throw new RuleBroken($"Use at most {longest} characters for each name.");
}
