using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// Finds what somebody sees by the whole of its name, label or words. A part of them may also stand in what people wrote, such as the title
/// of a task.
/// </summary>
internal static class Finding
{
#pragma warning disable RS0030 // Here they are whole.
    public static ILocator Named(this IPage page, AriaRole role, string name) => page.GetByRole(role, new() { Name = name, Exact = true });

    public static ILocator Named(this ILocator within, AriaRole role, string name) =>
        within.GetByRole(role, new() { Name = name, Exact = true });

    /// <summary>The box that selects somebody on a desk; what tells them from others of their name follows it.</summary>
    public static ILocator BoxOf(this IPage page, string patient) => page.GetByLabel($"Select {patient}, born");

    public static ILocator Labelled(this IPage page, string label) => page.GetByLabel(label, new() { Exact = true });

    public static ILocator Labelled(this ILocator within, string label) => within.GetByLabel(label, new() { Exact = true });

    public static ILocator Saying(this IPage page, string words) => page.GetByText(words, new() { Exact = true });
#pragma warning restore RS0030

    /// <summary>Finds what somebody changed themselves in the access history, where it is folded at the end of its day.</summary>
    public static async Task OwnActsAsync(this IPage page, Guid patient, string name, string words)
    {
        await page.GotoAsync($"/patients/{patient}/access?name={name}&kind=changed");
        await page.Locator("details.own summary").First.ClickAsync();
        await Assertions.Expect(page.Locator("details.own .acts").First).ToContainTextAsync(words);
    }

    /// <summary>A choice by its title; what it means stands beside that.</summary>
    public static ILocator Choice(this IPage page, string title) =>
        page.Locator("label").Filter(new() { Has = page.Saying(title) }).Locator("input");
}
