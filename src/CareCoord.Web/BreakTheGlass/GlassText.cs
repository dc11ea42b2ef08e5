using CareCoord.BreakTheGlass;

namespace CareCoord.Web.BreakTheGlass;

/// <summary>The words of breaking the glass.</summary>
internal static class GlassText
{
    public static string Of(GlassReason reason) =>
        reason switch
        {
            GlassReason.EmergencyTreatment => "Emergency treatment",
            GlassReason.CoveringForColleague => "Covering for a colleague",
            GlassReason.UrgentQuestion => "Urgent question from another clinic",
            GlassReason.Other => "Another reason",
            _ => throw new ArgumentOutOfRangeException(nameof(reason)),
        };

    /// <summary>"3 hours 12 minutes"; a begun minute counts. portal.js says it the same way.</summary>
    public static string Span(TimeSpan time)
    {
        var minutes = Math.Max(1, (int)Math.Ceiling(time.TotalMinutes));
        return string.Join(' ', new[] { Many(minutes / 60, "hour"), Many(minutes % 60, "minute") }.OfType<string>());
    }

    private static string? Many(int count, string word) => count == 0 ? null : $"{count} {word}{(count == 1 ? "" : "s")}";
}
