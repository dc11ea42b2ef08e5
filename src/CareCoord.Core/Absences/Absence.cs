using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Absences;

/// <summary>
/// A coordinator or provider is away, and a deputy under the same hat stands in for them with the patients they have then.
/// </summary>
public sealed class Absence
{
    /// <summary>The most characters of a note.</summary>
    public const int LongestNote = 500;

    /// <summary>The longest time somebody can be away at once, and how far ahead it is planned.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public Guid Id { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public Guid DeputyAccountId { get; private set; }
    public DateTimeOffset Since { get; private set; }

    /// <summary>When it was planned to end; never changed but to an earlier moment.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>For the deputy: what to know.</summary>
    public string? Note { get; private set; }

    public Guid PlannedBy { get; private set; }
    public DateTimeOffset PlannedAt { get; private set; }

    /// <summary>When it was ended before its time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    /// <summary>When it ends, reckoned by the database; its beginning where it was called off before.</summary>
    public DateTimeOffset EndsAt { get; private set; }

    public uint RowVersion { get; private set; }

    /// <summary>Plans an absence; one that was to begin before now begins now.</summary>
    public static Absence Plan(
        Guid account,
        Hat hat,
        Guid deputy,
        DateTimeOffset since,
        DateTimeOffset until,
        string? note,
        Guid by,
        DateTimeOffset now
    )
    {
        if (until <= now)
            throw new RuleBroken("That is over already. Choose an end that is still to come.");
        if (until <= since)
            throw new RuleBroken("The end is before the beginning. Choose a later end.");
        if (until - since > Longest || since > now + Longest)
            throw new RuleBroken("An absence is planned at most a year ahead and lasts at most a year. Choose an earlier date.");
        if (account == deputy)
            throw new RuleBroken("Nobody is their own deputy. Choose somebody else.");
        var kept = OneLine.Of(note);
        if (kept.Length > LongestNote)
            throw new RuleBroken($"The note is too long. Use at most {LongestNote} characters.");
        return new Absence
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            Hat = hat,
            DeputyAccountId = deputy,
            Since = since < now ? now : since,
            Until = until,
            Note = kept.Length > 0 ? kept : null,
            PlannedBy = by,
            PlannedAt = now,
        };
    }

    /// <summary>Ends it now, or calls it off where it has not begun.</summary>
    public void End(Guid by, DateTimeOffset now)
    {
        DemandNotOver(now);
        EndedAt = now;
        EndedBy = by;
    }

    /// <summary>Lets it end earlier than planned, at a moment still to come.</summary>
    public void Shorten(DateTimeOffset until, DateTimeOffset now)
    {
        DemandNotOver(now);
        if (until >= Until)
            throw new RuleBroken(
                "That is not earlier than planned. To stay away longer, plan another absence that begins when this one ends."
            );
        if (until <= now || until <= Since)
            throw new RuleBroken("Choose an end that is still to come and after the beginning, or end it now.");
        Until = until;
    }

    private void DemandNotOver(DateTimeOffset now)
    {
        if (EndedAt is not null || Until <= now)
            throw new RuleBroken("This absence is over already.");
    }
}

/// <summary>Whom the reminders about a coordinator's or provider's work turn to after them.</summary>
public sealed class StandingDeputy
{
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public Guid DeputyAccountId { get; private set; }
    public Guid ChosenBy { get; private set; }
    public DateTimeOffset ChosenAt { get; private set; }

    /// <summary>The first choice of a deputy for an account under a hat.</summary>
    public static StandingDeputy For(Guid account, Hat hat) => new() { AccountId = account, Hat = hat };

    /// <summary>Chooses the deputy.</summary>
    public void Choose(Guid deputy, Guid by, DateTimeOffset now)
    {
        if (deputy == AccountId)
            throw new RuleBroken("Nobody is their own deputy. Choose somebody else.");
        (DeputyAccountId, ChosenBy, ChosenAt) = (deputy, by, now);
    }
}
