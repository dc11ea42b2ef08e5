using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.CareTeams;
using CareCoord.Shared;
using CareCoord.Web.Shell;

namespace CareCoord.Web.AccessHistory;

/// <summary>Why somebody may see a record, and until when, in plain words.</summary>
internal static class AccessReasonText
{
    public static string Of(WhoMay may, string patient, bool own, Spoken spoken) =>
        may.Basis switch
        {
            _ when may is { StandsInFor: { } absent, Until: { } until } => may.Detail is null
                ? $"Stands in for {absent} until {spoken.MomentWithin(until)}."
                : $"Stands in for {absent}, {PlainText.Of(SnakeCaseNames.FromSnake<TeamRole>(may.Detail))}, "
                    + $"until {spoken.MomentWithin(until)}.",
            Basis.Self => own ? "It is your record." : $"It is {patient}’s own record.",
            Basis.ProxyGrant => own
                ? $"Your {may.Detail}, whom you allowed to act for you."
                : $"{patient}’s {may.Detail}, whom {patient} allowed to act in their name.",
            Basis.CareTeam => $"On {(own ? "your" : "the")} care team as {PlainText.Of(SnakeCaseNames.FromSnake<TeamRole>(may.Detail!))}.",
            Basis.Caseload => $"Coordinates {(own ? "your" : patient + "’s")} care.",
            Basis.BrokenGlass => $"Broke the glass: not on {(own ? "your" : "the")} care team, "
                + "but opened the record in an emergency and gave the clinic the reason. Only reads it.",
            _ => throw new ArgumentOutOfRangeException(nameof(may)),
        };

    /// <summary>What they may do besides seeing, for a proxy, whose grant says it part by part.</summary>
    public static string Changes(WhoMay may) =>
        may.Basis != Basis.ProxyGrant ? ""
        : may.Manage == Category.None ? ", and changes nothing"
        : may.Manage == may.View ? ", and may act in all of it"
        : $", and may act in {PlainText.Parts(may.Manage)}";

    public static string Until(WhoMay may, Spoken spoken)
    {
        var day = spoken.DateOf(may.From);
        var from = $"{(day > spoken.Today ? "From" : "Since")} {spoken.FullDate(day)}";
        return may.StandsInFor is not null ? $"{from}."
            : may.Until is { } until ? $"{from}, until {spoken.MomentWithin(until)}."
            : may.Basis switch
            {
                Basis.CareTeam => $"{from}, for as long as that lasts.",
                Basis.Caseload => $"{from}, for as long as that lasts.",
                Basis.ProxyGrant => $"{from}, with no end set.",
                _ => $"{from}.",
            };
    }
}
