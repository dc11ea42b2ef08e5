using CareCoord.CareTeams;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Web.LegalDocuments;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTeams;

/// <summary>What depends on a place on a care team, and what becomes of it when the place ends.</summary>
internal static class TeamDependantText
{
    /// <summary>What becomes of all of a kind.</summary>
    public static string Of(TeamDependantKind kind, bool themselves) =>
        kind switch
        {
            TeamDependantKind.Visit => themselves
                ? "Visits that are booked with you stay booked; the care coordinator is asked whether to keep or move them:"
                : "Visits that are booked with them stay booked; your caseload asks whether to keep or move them:",
            TeamDependantKind.Task => "Open tasks go back to the care coordinator now:",
            TeamDependantKind.Activity => "Nobody does these any more, until somebody is chosen:",
            TeamDependantKind.Goal => "Nobody looks after these goals any more, until somebody is chosen:",
            TeamDependantKind.Watched => themselves ? "Tasks that you no longer watch:" : "Tasks that they no longer watch:",
            TeamDependantKind.Document => themselves
                ? "Documents that you are no longer asked to read:"
                : "Documents that they are no longer asked to read:",
            _ => themselves
                ? "You still stand in for these on the team, and see the record through them while they are away:"
                : "They still stand in for these on the team, and see the record through them while they are away:",
        };

    public static string Of(TeamDependant one, Spoken spoken) =>
        one.Kind switch
        {
            TeamDependantKind.Visit => $"{one.About}, {spoken.MomentWithin(one.At!.Value)}",
            TeamDependantKind.Task when one.At is { } due => $"{one.About}, due {spoken.MomentWithin(due)}",
            TeamDependantKind.StandIn => $"{one.About}, until {spoken.MomentWithin(one.At!.Value)}",
            TeamDependantKind.Document => PlainText.Capital(LegalDocumentText.Within(SnakeCaseNames.FromSnake<DocumentKind>(one.About))),
            _ => one.About,
        };
}
