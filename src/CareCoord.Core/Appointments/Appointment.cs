using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Appointments;

/// <summary>How a visit takes place.</summary>
public enum VisitWay
{
    InPerson,
    Video,
    Phone,
}

/// <summary>Where a visit stands.</summary>
public enum VisitState
{
    Booked,
    Kept,
    Missed,
    Cancelled,
}

/// <summary>A visit of a patient with a provider; the database refuses to book a provider twice for the same time.</summary>
public sealed class Appointment
{
    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid ProviderId { get; private set; }

    /// <summary>In plain words: "Check of your new hip".</summary>
    public string Title { get; private set; } = "";

    public DateTimeOffset StartsAt { get; private set; }
    public DateTimeOffset EndsAt { get; private set; }
    public VisitWay Way { get; private set; }

    /// <summary>Where it is, for a visit in person.</summary>
    public string? Place { get; private set; }

    /// <summary>How to find the room, join the video or be called.</summary>
    public string? HowToGetIn { get; private set; }

    public string? Preparation { get; private set; }
    public VisitState State { get; private set; }
    public DateTimeOffset BookedAt { get; private set; }
    public DateTimeOffset? MovedAt { get; private set; }
    public DateTimeOffset? CancelledAt { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>Who recorded what became of it; null while nobody has, and of visits from elsewhere.</summary>
    public Guid? OutcomeBy { get; private set; }

    public Hat? OutcomeAs { get; private set; }
    public DateTimeOffset? OutcomeAt { get; private set; }

    /// <summary>Of what became of it.</summary>
    public EntryVersion Version { get; private set; } = EntryVersion.First;

    public Category Labels { get; private set; }
    public uint RowVersion { get; private set; }

    /// <summary>
    /// Keeps what became of it: for the first time, or as an amendment of what was recorded before. Throws <see cref="RuleBroken"/> with
    /// what stands against it.
    /// </summary>
    internal void Record(VisitOutcome outcome, AmendmentDraft? amendment, Actor by, DateTimeOffset now)
    {
        if (StartsAt > now)
            throw new RuleBroken("It has not begun yet. Record what became of it when its time has come.");
        if (State == VisitState.Booked)
            (OutcomeBy, OutcomeAs, OutcomeAt) = (by.AccountId, by.Hat, now);
        else
            Version = Version.Amend(MustCorrect(amendment), Amender.Of(by, now), new VisitOutcome(State, CancelReason), outcome);
        (State, CancelReason) = outcome;
        CancelledAt = State == VisitState.Cancelled ? CancelledAt ?? now : null;
    }

    private static AmendmentDraft MustCorrect(AmendmentDraft? amendment) =>
        amendment switch
        {
            null => throw new RuleBroken("What became of it is recorded already. Look at it, and correct it if it is wrong."),
            { Kind: AmendmentKind.EnteredInError or AmendmentKind.ErrorTakenBack } => throw new RuleBroken(
                "What became of a visit is corrected: say what did."
            ),
            _ => amendment,
        };
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("appointments").HasKey(a => new { a.PatientId, a.Id });
        appointment.Property(a => a.Way).InSnakeCase();
        appointment.Property(a => a.State).InSnakeCase();
        appointment
            .Property(a => a.OutcomeAs)
            .HasConversion(
                hat => hat.HasValue ? SnakeCaseNames.Snake(hat.Value) : null,
                written => written == null ? null : SnakeCaseNames.FromSnake<Hat>(written)
            );
        appointment.IsAmended(a => a.Version);
        appointment.Property(a => a.RowVersion).IsRowVersion();
    }
}
