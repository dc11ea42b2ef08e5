using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>
/// A provider of the care team found that the patient cannot decide for themselves, from when until when; a springing power holds only
/// meanwhile.
/// </summary>
public sealed class Incapacity
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public DateTimeOffset? Until { get; private set; }
    public string Words { get; private set; } = "";
    public Guid RecordedBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public Guid? LiftedBy { get; private set; }
    public string? LiftWords { get; private set; }
    public uint RowVersion { get; private set; }

    /// <summary>It holds at this moment.</summary>
    public bool Stands(DateTimeOffset now) => LiftedAt is null && Lasting.At(now, Since, Until);

    /// <summary>Records it from now on, until it is lifted or for a time.</summary>
    internal static Incapacity Record(Guid patientId, string? words, DateTimeOffset? until, Guid by, DateTimeOffset now)
    {
        if (until <= now)
            throw new RuleBroken("That is over already. Choose a day that is still to come, or leave it empty.");
        if (until > now.AddYears(1))
            throw new RuleBroken("That is more than a year away. Leave it empty: it then holds until somebody lifts it.");
        return new()
        {
            PatientId = patientId,
            Id = Guid.CreateVersion7(now),
            Since = now,
            Until = until,
            Words = words.Kept() ?? throw new RuleBroken("Say what you found, and how."),
            RecordedBy = by,
            RecordedAt = now,
        };
    }

    /// <summary>The patient can decide again.</summary>
    internal void Lift(string? words, Guid by, DateTimeOffset now)
    {
        if (!Stands(now))
            throw new RuleBroken("It does not hold any more, so there is nothing to lift.");
        (LiftedAt, LiftedBy, LiftWords) = (now, by, words.Kept() ?? throw new RuleBroken("Say what you found, and how."));
    }
}
