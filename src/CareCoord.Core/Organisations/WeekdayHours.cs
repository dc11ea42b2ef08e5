using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Organisations;

/// <summary>From when until when the organisation is open on one weekday, as its clocks show it.</summary>
public sealed class WeekdayHours
{
    public Guid OrganisationId { get; private set; }
    public DayOfWeek Weekday { get; private set; }
    public TimeOnly Opens { get; private set; }
    public TimeOnly Closes { get; private set; }
}

/// <summary>A day on which the organisation is closed whatever the weekday.</summary>
public sealed class Holiday
{
    public Guid OrganisationId { get; private set; }
    public DateOnly OnDate { get; private set; }
    public string Name { get; private set; } = "";
}

internal sealed class WeekdayHoursMapping : IEntityTypeConfiguration<WeekdayHours>, IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<WeekdayHours> hours)
    {
        hours.ToTable("business_hours").HasKey(h => new { h.OrganisationId, h.Weekday });
        hours.Property(h => h.Weekday).HasConversion<int>();
    }

    public void Configure(EntityTypeBuilder<Holiday> holiday) => holiday.ToTable("holidays").HasKey(h => new { h.OrganisationId, h.OnDate });
}
