using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>What is done with the keyboard alone.</summary>
internal static class ByKeys
{
    /// <summary>Goes on by Tab until the focus is there.</summary>
    public static async Task TabToAsync(this IPage page, string selector)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
                return;
        }

        Assert.Fail($"The keyboard does not reach {selector}.");
    }

    /// <summary>Goes on down the rows of a desk by its key to the one of this name.</summary>
    public static async Task DownToAsync(this IPage page, string name)
    {
        for (var i = 0; i < 60; i++)
        {
            await page.Keyboard.PressAsync("j");
            if (await page.EvaluateAsync<string?>("document.activeElement.textContent") == name)
                return;
        }

        Assert.Fail($"No row further down is {name}.");
    }

    /// <summary>
    /// Goes down the list that has the focus to what begins so. Letters would do too, but begin anew where they come slowly.
    /// </summary>
    public static async Task ArrowToAsync(this IPage page, string begins)
    {
        var choices = await page.EvaluateAsync<int>("document.activeElement.options.length");
        for (var i = 0; i < choices; i++)
        {
            if (await page.EvaluateAsync<bool>("begins => document.activeElement.selectedOptions[0].text.startsWith(begins)", begins))
                return;
            await page.Keyboard.PressAsync("ArrowDown");
        }

        Assert.Fail($"The keyboard does not reach “{begins}”.");
    }
}
