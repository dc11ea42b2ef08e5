using System.Text.RegularExpressions;
using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.SavedViews;

/// <summary>A desk whose views can be saved: care tasks, for coordinators and providers, or the caseload, for coordinators.</summary>
public enum Desk
{
    Tasks,
    Caseload,
}

/// <summary>Who works at a desk, and what the address of one of its views may say.</summary>
internal static partial class Desks
{
    // What an address of the desk says besides the page that is open; a view begins at its first page.
    private static readonly Dictionary<Desk, string[]> Keys = new()
    {
        [Desk.Tasks] = ["list", "sort", "reverse", "patient", "about", "priority"],
        [Desk.Caseload] = ["sort", "reverse", "need", "reason", "risk", "late", "transition", "documents", "name"],
    };

    /// <summary>Throws <see cref="NotFound"/> for a hat that has no such desk.</summary>
    public static void MustBeAt(this Actor actor, Desk desk)
    {
        if (actor.Hat != Hat.Coordinator && (actor.Hat != Hat.Provider || desk != Desk.Tasks))
            throw new NotFound();
    }

    /// <summary>
    /// The query as it is kept, without a question mark. Throws <see cref="RuleBroken"/> where it is no view of this desk.
    /// </summary>
    public static string Query(this Desk desk, string? asked)
    {
        var query = (asked ?? "").TrimStart('?');
        if (query.Length > SavedView.QueryLength)
            throw new RuleBroken("This view has too many filters to be saved. Take one away.");
        var pairs = query.Split('&', StringSplitOptions.RemoveEmptyEntries);
        if (!pairs.All(pair => Pair().Match(pair) is { Success: true } match && Keys[desk].Contains(match.Groups[1].Value)))
            throw new RuleBroken("This is not a view of this desk. Open the desk, choose its filters, and save it from there.");
        return string.Join('&', pairs);
    }

    [GeneratedRegex(@"^([a-z]+)=(?:[A-Za-z0-9._~+-]|%[0-9A-Fa-f]{2})*\z")]
    private static partial Regex Pair();
}
