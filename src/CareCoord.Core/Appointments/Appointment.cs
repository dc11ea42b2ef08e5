using CareCoord.Access;
using CareCoord.Data;
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
    public Category Labels { get; private set; }
    public uint RowVersion { get; private set; }
}

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    public void Configure(EntityTypeBuilder<Appointment> appointment)
    {
        appointment.ToTable("appointments").HasKey(a => new { a.PatientId, a.Id });
        appointment.Property(a => a.Way).InSnakeCase();
        appointment.Property(a => a.State).InSnakeCase();
        appointment.Property(a => a.RowVersion).IsRowVersion();
    }
}
