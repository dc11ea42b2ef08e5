using CareCoord.Shared;
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

    /// <summary>The hours of one weekday, to the minute.</summary>
    public static WeekdayHours On(Guid organisation, DayOfWeek weekday, OpeningHours hours)
    {
        if (hours.Closes <= hours.Opens)
            throw new RuleBroken($"On {weekday} the clinic closes before it opens. Enter a later closing time.");
        return new()
        {
            OrganisationId = organisation,
            Weekday = weekday,
            Opens = hours.Opens,
            Closes = hours.Closes,
        };
    }
}

/// <summary>A day on which the organisation is closed whatever the weekday.</summary>
public sealed class Holiday
{
    /// <summary>The most characters of a holiday's name.</summary>
    public const int LongestName = 100;

    public Guid OrganisationId { get; private set; }
    public DateOnly OnDate { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>A holiday from today on, at most two years ahead.</summary>
    public static Holiday On(Guid organisation, DateOnly date, string name, DateOnly today)
    {
        if (date < today || date > today.AddYears(2))
            throw new RuleBroken("Choose a date from today on, at most two years ahead.");
        return new()
        {
            OrganisationId = organisation,
            OnDate = date,
            Name = OneLine.Within(LongestName, name, $"Give the holiday a name of at most {LongestName} characters."),
        };
    }
}

internal sealed class WeekdayHoursMapping : IEntityTypeConfiguration<WeekdayHours>, IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<WeekdayHours> hours)
    {
        hours.ToTable("business_hours").HasKey(h => new { h.OrganisationId, h.Weekday });
        hours.Property(h => h.Weekday).HasConversion<int>();
    }

    public void Configure(EntityTypeBuilder<Holiday> holiday) =>
        holiday.ToTable("holidays").HasKey(h => new { h.OrganisationId, h.OnDate });
}
