using System.Globalization;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace CareCoord.Web.LegalDocuments;

/// <summary>What the search shows: a page of the list, and the document that is open beside it.</summary>
public sealed record DocumentPlace(DocumentFilter Filter, Guid? Open = null)
{
    internal string Href => Filter.Href(Open);

    /// <summary>Without a document beside the list.</summary>
    internal DocumentPlace Closed => this with { Open = null };
}

/// <summary>The search over documents as its address says it: order, filters, the page, and what is open.</summary>
internal static class DocumentAddress
{
    public const string Path = "/documents/search";
    private const string Yes = "true";
    private const string Day = "yyyy-MM-dd";

    /// <summary>The states that a document can be looked for in; drafts are nobody's but who began them.</summary>
    public static readonly DocumentState[] States = [.. Enum.GetValues<DocumentState>().Where(state => state != DocumentState.Draft)];

    /// <summary>Reads a whole address, or what stands after its question mark; what it does not understand it takes as not said.</summary>
    public static DocumentPlace Place(string address)
    {
        var query = QueryHelpers.ParseQuery(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        string? Said(string name) => query.TryGetValue(name, out var values) ? values[0] : null;
        return new(
            new(
                Word(Enum.GetValues<DocumentKind>(), Said("kind")),
                Word(States, Said("state")),
                DateOnly.TryParseExact(Said("expires"), Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                Said("unread") == Yes,
                Said("after"),
                Word(Enum.GetValues<DocumentSort>(), Said("sort")) ?? DocumentSort.LastDay,
                Said("reverse") == Yes,
                Said("waiting") == Yes,
                Said("ending") == Yes,
                // No name is longer than that.
                Said("name")?.Trim()
                    is { Length: > 0 } name
                    ? name[..Math.Min(name.Length, 80)]
                    : null
            ),
            Guid.TryParse(Said("open"), out var open) ? open : null
        );
    }

    public static string Href(this DocumentFilter asked, Guid? open = null)
    {
        var pairs = Pairs(asked);
        if (open is { } id)
            pairs = pairs.Append(("open", id.ToString()));
        return string.Join('&', pairs.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")) is { Length: > 0 } query
            ? $"{Path}?{query}"
            : Path;
    }

    /// <summary>From the first page: by this order, or the other way round where it is this one already.</summary>
    public static DocumentFilter By(this DocumentFilter asked, DocumentSort sort) =>
        asked with
        {
            Sort = sort,
            Reversed = asked.Sort == sort && !asked.Reversed,
            After = null,
        };

    public static IEnumerable<(string Name, string Value)> Pairs(DocumentFilter asked)
    {
        if (asked.Sort != DocumentSort.LastDay)
            yield return ("sort", asked.Sort.Snake());
        if (asked.Reversed)
            yield return ("reverse", Yes);
        if (asked.Waiting)
            yield return ("waiting", Yes);
        if (asked.Ending)
            yield return ("ending", Yes);
        if (asked.Unread)
            yield return ("unread", Yes);
        if (asked.Kind is { } kind)
            yield return ("kind", kind.Snake());
        if (asked.State is { } state)
            yield return ("state", state.Snake());
        if (asked.ExpiresBefore is { } day)
            yield return ("expires", day.ToString(Day, CultureInfo.InvariantCulture));
        if (asked.Name is { } name)
            yield return ("name", name);
        if (asked.After is { } after)
            yield return ("after", after);
    }

    private static T? Word<T>(IEnumerable<T> words, string? said)
        where T : struct, Enum => words.Select(word => (T?)word).FirstOrDefault(word => word!.Value.Snake() == said);
}
