using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace CareCoord.Testing;

/// <summary>A page as a browser reads it, which a test asks by selectors.</summary>
public static partial class Html
{
    public static IHtmlDocument Read(string page) => new HtmlParser().ParseDocument(page);

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) => Read(await answer.Content.ReadAsStringAsync());

    /// <summary>The one element that fits; throws where none does, or more.</summary>
    public static IElement One(this IParentNode within, string selector) =>
        within.QuerySelectorAll(selector) is [var only] found
            ? only
            : throw new InvalidOperationException($"{within.QuerySelectorAll(selector).Length} elements fit {selector}.");

    public static bool Has(this IParentNode within, string selector) => within.QuerySelector(selector) is not null;

    /// <summary>The value of the one field that fits.</summary>
    public static string Value(this IParentNode within, string selector) =>
        within.One(selector).GetAttribute("value") ?? throw new InvalidOperationException($"What fits {selector} has no value.");

    /// <summary>The form that names this handler.</summary>
    public static IElement Form(this IParentNode within, string handler) =>
        within.QuerySelectorAll("form").SingleOrDefault(form => form.Hidden().Contains(new("_handler", handler)))
        ?? throw new InvalidOperationException($"No form, or more than one, is named {handler}.");

    /// <summary>The hidden fields, by name and value.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Hidden(this IParentNode within) =>
        within
            .QuerySelectorAll("input[type=hidden][name]")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? ""));

    /// <summary>The token without which a form is refused; a page may carry it several times.</summary>
    public static string Token(this IParentNode within) => within.Hidden().First(field => field.Key == "__RequestVerificationToken").Value;

    /// <summary>What it says, with one space where there is room.</summary>
    public static string Says(this INode node) =>
        string.Join(' ', node.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>All that it says, element by element.</summary>
    public static IEnumerable<string> Say(this IParentNode within, string selector) =>
        within.QuerySelectorAll(selector).Select(element => element.Says());

    /// <summary>The content of its comments.</summary>
    public static IEnumerable<string> Comments(this INode node) => node.Descendants<IComment>().Select(comment => comment.Data);

    /// <summary>The page as it was sent, but for its tokens and keys, and what the live parts are handed.</summary>
    public static string Still(string page) => NewEachTime().Replace(page, "");

    /// <summary>The page without these elements, without what is new each time, and without room between elements.</summary>
    public static string Without(this IHtmlDocument page, string selector)
    {
        foreach (var field in page.QuerySelectorAll("[value^=CfDJ8], [name=_once]"))
            field.RemoveAttribute("value");
        foreach (var element in page.QuerySelectorAll(selector).ToArray())
            element.Remove();
        foreach (var comment in page.Descendants<IComment>().ToArray())
            comment.Remove();
        foreach (var room in page.Descendants<IText>().Where(text => string.IsNullOrWhiteSpace(text.Data)).ToArray())
            room.Remove();
        return page.DocumentElement.OuterHtml;
    }

    [GeneratedRegex("value=\"CfDJ8[^\"]*\"|name=\"_once\" value=\"[^\"]*\"|<!--Blazor-Server-Component-State:[^>]*>")]
    private static partial Regex NewEachTime();
}
