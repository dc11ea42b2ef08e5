namespace CareCoord.Ops.Tests.Demo;

/// <summary>
/// Moments at which somebody may start the demo. They are a Sunday, a Monday morning, the last evening of a month, a holiday weekend, a
/// change of the clock, and a summer's day.
/// </summary>
public sealed class SomeDays : TheoryData<DateTimeOffset>
{
    public SomeDays()
    {
        Add(new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero));
        Add(new(2026, 11, 23, 12, 5, 0, TimeSpan.Zero));
        Add(new(2026, 11, 30, 23, 30, 0, TimeSpan.Zero));
        Add(new(2027, 1, 2, 18, 0, 0, TimeSpan.Zero));
        Add(new(2027, 3, 14, 8, 30, 0, TimeSpan.Zero));
        Add(new(2027, 7, 6, 13, 30, 0, TimeSpan.Zero));
    }
}
