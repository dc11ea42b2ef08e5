using CareCoord.Today;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Today;

/// <summary>What a line of "What changed" says: what it was, more of it, and where one looks.</summary>
internal static class ChangeText
{
    public static string Icon(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.PlanPublished => "plan",
            ChangeKind.AccessGiven => "eye",
            _ => "visits",
        };

    /// <summary>What it was: "6 visits were booked for you".</summary>
    public static string Headline(ChangeLine line) =>
        line switch
        {
            { Kind: ChangeKind.PlanPublished } => "Your plan is new",
            { Kind: ChangeKind.AccessGiven, Changes: [var one] } => $"{one.About} can now see your record",
            { Kind: ChangeKind.AccessGiven } => $"{line.Changes.Count} people can now see your record",
            { Changes: [_] } => $"A visit was {Done(line.Kind)}",
            _ => $"{line.Changes.Count} visits were {Done(line.Kind)} for you",
        };

    /// <summary>More of it: a plan's note, a visit and its time, the days of many visits, the names of many people.</summary>
    public static string? Detail(ChangeLine line, Spoken spoken) =>
        line switch
        {
            { Kind: ChangeKind.PlanPublished } => line.Changes[0].About,
            { Kind: ChangeKind.AccessGiven, Changes: [_] } => null,
            { Kind: ChangeKind.AccessGiven } => PlainText.And([.. line.Changes.Select(one => one.About ?? "").Distinct()]),
            { Kind: ChangeKind.VisitMoved, Changes: [var one] } =>
                $"{one.About} is now {spoken.At(one.VisitWay).MomentWithin(one.VisitAt!.Value)}",
            { Changes: [var one] } => $"{one.About}, {spoken.At(one.VisitWay).MomentWithin(one.VisitAt!.Value)}",
            _ => spoken.Days(line.Changes.Select(one => spoken.At(one.VisitWay).DateOf(one.VisitAt!.Value))),
        };

    /// <summary>The part of the record where one looks, as it stands in the address.</summary>
    public static string Place(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.PlanPublished => "plan",
            ChangeKind.AccessGiven => "access",
            _ => "appointments",
        };

    /// <summary>The words of the link, where a line says more than its headline.</summary>
    public static string Link(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.PlanPublished => "Read your plan",
            ChangeKind.AccessGiven => "Who can see my record",
            _ => "See your visits",
        };

    private static string Done(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.VisitBooked => "booked",
            ChangeKind.VisitMoved => "moved",
            ChangeKind.VisitCancelled => "cancelled",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
