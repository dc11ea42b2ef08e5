using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.BreakTheGlass;

/// <summary>
/// Asks for a person by exact date of birth, family name and any of their given names, however these are written. The name that they go
/// by is one.
/// </summary>
public sealed record PersonSought(string GivenName, string FamilyName, DateOnly BirthDate);

/// <summary>Somebody who was found: who they are and nothing more, and whether the asker may open their record already.</summary>
public sealed record FoundPerson(Guid PatientId, string Name, DateOnly BirthDate, long Number, string? Pronouns, bool HasAccess);

/// <summary>
/// Finds people with whom the asker has nothing to do: the only way to learn that their record exists. Every search counts and is
/// noted, for the people it found too; what was typed is kept nowhere.
/// </summary>
public sealed class FindPerson(ActorDbs databases, TimeProvider clock)
{
    public const int LongestName = 200;

    /// <summary>
    /// At most five people. Throws <see cref="NotFound"/> for anyone but providers and coordinators, <see cref="RuleBroken"/> where they
    /// searched too often.
    /// </summary>
    public async Task<IReadOnlyList<FoundPerson>> RunAsync(Actor asker, PersonSought request, CancellationToken cancel)
    {
        var (given, family) = (Name(request.GivenName), Name(request.FamilyName));
        await using var db = await databases.OpenAsync(asker, cancel);
        if (!await db.AnswerAsync<bool>($"""select app.wears(array['coordinator', 'provider']) as "Value" """, cancel))
        {
            await db.AuditAsync(AccessGate.Refused, [], "person-search", null, cancel);
            await db.CommitAsync(cancel);
            throw new NotFound();
        }

        if (given.Length == 0 || family.Length == 0)
            throw new RuleBroken("Enter the given name and the family name.");
        var answers = await db.AskAsync<Answer>(
            $"""
            select patient_id as "PatientId", name as "Name", birth_date as "BirthDate", number as "Number", pronouns as "Pronouns",
                   has_access as "HasAccess", again_at as "AgainAt"
            from app.find_person({given}, {family}, {request.BirthDate})
            """,
            cancel
        );
        await db.CommitAsync(cancel);
        if (answers is [{ AgainAt: { } again }])
            throw new RuleBroken(
                $"You have searched as often as one person may for now. You can search again in {Wait(again - clock.GetUtcNow())}. "
                    + "If it cannot wait, call the clinic."
            );
        return
        [
            .. answers.Select(a => new FoundPerson(
                a.PatientId!.Value,
                a.Name!,
                a.BirthDate!.Value,
                a.Number!.Value,
                a.Pronouns,
                a.HasAccess!.Value
            )),
        ];
    }

    private static string Name(string? typed)
    {
        var name = BrokenGlass.Text(typed);
        return name.Length <= LongestName ? name : throw new RuleBroken("That is too long for a name. Check what you entered.");
    }

    private static string Wait(TimeSpan left) =>
        Math.Max(1, Math.Ceiling(left.TotalMinutes)) switch
        {
            1 => "a minute",
            <= 90 and var minutes => $"{minutes} minutes",
            var minutes => $"{Math.Ceiling(minutes / 60)} hours",
        };

    private sealed record Answer(
        Guid? PatientId,
        string? Name,
        DateOnly? BirthDate,
        long? Number,
        string? Pronouns,
        bool? HasAccess,
        DateTimeOffset? AgainAt
    );
}
