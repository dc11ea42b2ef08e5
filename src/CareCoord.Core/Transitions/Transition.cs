using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Transitions;

/// <summary>How much a transition asks of everybody; high asks for the follow-up visit sooner.</summary>
public enum Complexity
{
    Moderate,
    High,
}

/// <summary>Somebody's way home from a hospital or another place of care: it lasts until the care tasks about it are closed.</summary>
public sealed class Transition
{
    private Transition() { }

    internal Transition(Guid patientId, DateTimeOffset leftAt, string fromPlace, Complexity complexity, Guid recordedBy, DateTimeOffset now)
    {
        (PatientId, Id) = (patientId, Guid.CreateVersion7(now));
        (LeftAt, FromPlace, Complexity) = (leftAt, fromPlace, complexity);
        (RecordedBy, RecordedAt) = (recordedBy, now);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>The moment of discharge, from which its clocks run.</summary>
    public DateTimeOffset LeftAt { get; private set; }

    public string FromPlace { get; private set; } = "";
    public Complexity Complexity { get; private set; }
    public Guid RecordedBy { get; private set; }
    public DateTimeOffset RecordedAt { get; private set; }

    /// <summary>When the last open care task about it was closed; the database notes it.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
}

internal sealed class TransitionMapping : IEntityTypeConfiguration<Transition>
{
    public void Configure(EntityTypeBuilder<Transition> transition)
    {
        transition.ToTable("transitions").HasKey(t => new { t.PatientId, t.Id });
        transition.Property(t => t.Complexity).InSnakeCase();
    }
}
