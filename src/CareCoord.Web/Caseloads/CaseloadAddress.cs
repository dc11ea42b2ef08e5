using CareCoord.Caseloads;
using CareCoord.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace CareCoord.Web.Caseloads;

/// <summary>What the desk shows: a page of the list, and who is open beside it.</summary>
public sealed record CaseloadPlace(CaseloadFilter Filter, Guid? Open = null)
{
    internal string Href => Filter.Href(Open);

    /// <summary>Without anybody beside the list.</summary>
    internal CaseloadPlace Closed => this with { Open = null };
}

/// <summary>The caseload desk as its address says it: order, filters, the page, and who is open.</summary>
internal static class CaseloadAddress
{
    private const string Yes = "true";

    /// <summary>Reads the address; what it does not understand it takes as not said.</summary>
    public static CaseloadFilter Read(Func<string, string?> said) =>
        new(
            Word<CaseloadSort>(said("sort")) ?? CaseloadSort.Need,
            said("need") == Yes,
            Word<ReasonKind>(said("reason")),
            Word<Risk>(said("risk")),
            said("late") == Yes,
            said("transition") == Yes,
            Name(said("name")),
            said("after"),
            said("documents") == Yes,
            said("reverse") == Yes
        );

    /// <summary>The same with who is open, from a whole address or what stands after its question mark.</summary>
    public static CaseloadPlace Place(string address)
    {
        var query = QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        string? Said(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
        return new(Read(Said), Guid.TryParse(Said("open"), out var open) ? open : null);
    }

    /// <summary>What a saved view keeps: order and filters, not the page.</summary>
    public static string Query(this CaseloadFilter asked) =>
        string.Join('&', Pairs(asked with { After = null }).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"));

    public static string Href(this CaseloadFilter asked, Guid? open = null)
    {
        var pairs = Pairs(asked);
        if (open is { } id)
            pairs = pairs.Append(("open", id.ToString()));
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")) is { Length: > 0 } query
            ? "/caseload?" + query
            : "/caseload";
    }

    /// <summary>From the first page: by this order, or the other way round where it is this one already.</summary>
    public static CaseloadFilter By(this CaseloadFilter asked, CaseloadSort sort) =>
        asked with
        {
            Sort = sort,
            Reversed = asked.Sort == sort && !asked.Reversed,
            After = null,
        };

    public static IEnumerable<(string Name, string Value)> Pairs(CaseloadFilter asked)
    {
        if (asked.Sort != CaseloadSort.Need)
            yield return ("sort", asked.Sort.Snake());
        if (asked.Reversed)
            yield return ("reverse", Yes);
        if (asked.Need)
            yield return ("need", Yes);
        if (asked.Reason is { } reason)
            yield return ("reason", reason.Snake());
        if (asked.Risk is { } risk)
            yield return ("risk", risk.Snake());
        if (asked.Late)
            yield return ("late", Yes);
        if (asked.Transition)
            yield return ("transition", Yes);
        if (asked.Documents)
            yield return ("documents", Yes);
        if (asked.Name is { } name)
            yield return ("name", name);
        if (asked.After is { } after)
            yield return ("after", after);
    }

    // No name is longer than that.
    private static string? Name(string? said) => said?.Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, 80)] : null;

    private static T? Word<T>(string? said)
        where T : struct, Enum
    {
        foreach (var word in Enum.GetValues<T>())
        {
            if (word.Snake() == said)
                return word;
        }

        return null;
    }
}
