namespace CareCoord.Web.Look;

/// <summary>A value that was measured, and on which day.</summary>
public sealed record PlotPoint(DateOnly On, decimal Value);

/// <summary>From where to where a plot goes upward: the values and the target with a little air, in whole steps.</summary>
internal sealed record PlotAxis(decimal Low, decimal High)
{
    public static PlotAxis Of(IReadOnlyList<PlotPoint> points, decimal? target)
    {
        List<decimal> values = [.. points.Select(point => point.Value), .. target is { } one ? [one] : Array.Empty<decimal>()];
        var (least, most) = values.Count == 0 ? (0m, 1m) : (values.Min(), values.Max());
        var step = Step(Math.Max(most - least, Math.Abs(most) / 20));
        return new(Math.Floor(least / step) * step - step, Math.Ceiling(most / step) * step + step);
    }

    /// <summary>How far down a value stands, in percent of the height.</summary>
    public decimal Down(decimal value) => Math.Round(Math.Clamp((High - value) / (High - Low), 0, 1) * 100, 1);

    // A quarter of the way between the least and the most, rounded to 1, 2 or 5 of its power of ten.
    private static decimal Step(decimal way)
    {
        if (way == 0)
            return 1;
        var power = (decimal)Math.Pow(10, Math.Floor(Math.Log10((double)way / 4)));
        return (way / 4 / power) switch
        {
            < 1.5m => power,
            < 3.5m => 2 * power,
            < 7.5m => 5 * power,
            _ => 10 * power,
        };
    }
}
