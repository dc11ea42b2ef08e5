using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace CareCoord.EndToEnd.Tests;

/// <summary>Handing in a legal document by its pages, as somebody does it with a telephone in the hand.</summary>
internal static class DocumentForms
{
    /// <summary>A page as a camera takes it: a JPEG of the words, with the grain of a real picture, so that it weighs as much.</summary>
    public static async Task<FilePayload> PhotographAsync(this IPage page, string name, params string[] lines)
    {
        var picture = await page.EvaluateAsync<string>(
            """
            lines => {
              const canvas = Object.assign(document.createElement('canvas'), { width: 2700, height: 3600 });
              const paper = canvas.getContext('2d');
              const grain = paper.createImageData(2700, 3600);
              for (let at = 0; at < grain.data.length; at += 4)
                grain.data.set([225 + Math.random() * 30, 220 + Math.random() * 30, 205 + Math.random() * 30, 255], at);
              paper.putImageData(grain, 0, 0);
              paper.fillStyle = '#222';
              lines.forEach((line, at) => {
                paper.font = at === 0 ? 'bold 132px serif' : '90px serif';
                paper.fillText(line, 240, 420 + at * 186);
              });
              return canvas.toDataURL('image/jpeg', 0.97).split(',')[1];
            }
            """,
            lines
        );
        return new()
        {
            Name = name,
            MimeType = "image/jpeg",
            Buffer = Convert.FromBase64String(picture),
        };
    }

    public static FilePayload Pdf(string name, byte[] content) =>
        new()
        {
            Name = name,
            MimeType = "application/pdf",
            Buffer = content,
        };

    /// <summary>Chooses what it is and the pages, one after the other, as the camera gives them.</summary>
    public static async Task ChooseAsync(this IPage page, string? kind, params FilePayload[] pages)
    {
        if (kind is not null)
            await page.Choice(kind).CheckAsync();
        foreach (var one in pages)
            await page.Locator(one.MimeType == "image/jpeg" ? "#camera" : "#files").SetInputFilesAsync(one);
        await Assertions.Expect(page.Locator("[data-chosen] > li")).ToHaveCountAsync(pages.Length);
    }

    public static Task SendAsync(this IPage page) => page.Named(AriaRole.Button, "Send the pages").ClickAsync();

    /// <summary>The document whose facts the page asks for, once it has arrived.</summary>
    public static async Task<Guid> ArrivedAsync(this IPage page)
    {
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/documents/[0-9a-f-]{36}/facts$"));
        return Guid.Parse(Regex.Match(page.Url, "/documents/([0-9a-f-]{36})/facts$").Groups[1].Value);
    }

    /// <summary>Names somebody in a line of those who decide.</summary>
    public static async Task NameAsync(this IPage page, int rank, string name, string phone, string relationship, string? account = null)
    {
        var line = page.Locator(".agent").Nth(rank - 1);
        if (!await line.IsVisibleAsync())
            await page.Locator("summary", new() { HasText = "More people" }).ClickAsync();
        await line.Labelled("Name").FillAsync(name);
        await line.Labelled("Phone").FillAsync(phone);
        await line.Labelled("Relationship").FillAsync(relationship);
        if (account is not null)
            await line.Labelled("Their account here").SelectOptionAsync(new SelectOptionValue { Label = account });
    }

    /// <summary>Saves what was copied, and hands it in.</summary>
    public static async Task HandInAsync(this IPage page)
    {
        await page.Named(AriaRole.Button, "Save, and look it over").ClickAsync();
        await page.Named(AriaRole.Button, "Hand it in").ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "It is handed in. Thank you." }))
            .ToBeVisibleAsync();
    }

    /// <summary>From the desk to the document of a review: of several tasks of one name, the one that is about it.</summary>
    public static async Task FindAtTheDeskAsync(this IPage page, Guid document)
    {
        await page.GotoAsync("/tasks");
        await page.AliveAsync();
        var rows = page.Row("Review a document that was handed in").Filter(new() { HasText = "Rosa Reyes" });
        await Assertions.Expect(rows).Not.ToHaveCountAsync(0);
        for (var row = 0; row < await rows.CountAsync(); row++)
        {
            var name = rows.Nth(row).Locator("a.name");
            var task = await name.GetAttributeAsync("data-row");
            await name.ClickAsync();
            await Assertions.Expect(page.Locator($"tr.is-open a[data-row='{task}']")).ToBeVisibleAsync();
            await page.AliveAsync();
            var link = page.Locator($".panel a[href$='/documents/{document}']");
            if (await link.CountAsync() == 0)
                continue;
            await Portal.PictureAsync(page, "review-at-the-desk");
            await link.ClickAsync();
            return;
        }

        Assert.Fail("No task at the desk is about the document.");
    }

    /// <summary>What happened with the record, all pages of it, as the patient reads it.</summary>
    public static async Task<string> HistoryAsync(this IPage page)
    {
        var read = "";
        await page.GotoAsync("/access");
        for (var pages = 0; pages < 40; pages++)
        {
            // What one did oneself is folded.
            await page.EvaluateAsync("document.querySelectorAll('#did ~ details').forEach(own => own.open = true)");
            read += "\n" + await page.Locator("section[aria-labelledby=did]").InnerTextAsync();
            var earlier = page.Named(AriaRole.Link, "Earlier");
            if (await earlier.CountAsync() == 0)
                break;
            await earlier.ClickAsync();
        }

        return read;
    }
}
