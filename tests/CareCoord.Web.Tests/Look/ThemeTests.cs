using System.Globalization;
using System.IO.Compression;
using System.Net;
using CareCoord.Testing;
using CareCoord.Web.Look;
using MudBlazor;
using MudBlazor.Utilities;

namespace CareCoord.Web.Tests.Look;

/// <summary>The theme: one sheet for every page, in four scopes, with colours that everybody can read.</summary>
public sealed class ThemeTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task Every_page_is_given_the_sheet_of_the_theme_which_browsers_keep()
    {
        var page = await portal.Visitor().OpenAsync("/sign-in");
        var address = page.One("link[href^='/theme.']").GetAttribute("href")!;

        var answer = await portal.Visitor().GetAsync(address);

        Assert.Equal((HttpStatusCode.OK, "text/css"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.True(answer.Headers.CacheControl is { Public: true, MaxAge: not null });
        var sheet = await answer.Content.ReadAsStringAsync();
        foreach (var scope in new[] { ":root{", ":root[data-theme=dark]{", ":root:not([data-theme=light]){", "@media print{" })
            Assert.Contains(scope, sheet);
        Assert.Contains("--mud-palette-primary:", sheet.Replace(" ", ""));
        Assert.All(PortalTheme.Tokens, token => Assert.Contains($"--{token.Name}:{token.Light};", sheet));
        Assert.All(PortalTheme.Aliases, alias => Assert.Contains($"--mud-palette-{alias.Of}:", sheet.Replace(" ", "")));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Visitor().GetAsync("/theme.000000000000.css")).StatusCode);
    }

    [Fact]
    public async Task It_is_sent_compressed_to_a_browser_that_takes_that()
    {
        var address = (await portal.Visitor().OpenAsync("/sign-in")).One("link[href^='/theme.']").GetAttribute("href")!;
        using var client = portal.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept-Encoding", "gzip, br");

        var answer = await client.SendAsync(request);

        Assert.Equal("br", answer.Content.Headers.ContentEncoding.Single());
        var sent = await answer.Content.ReadAsByteArrayAsync();
        Assert.InRange(sent.Length, 500, 6_000);
        using var unpacked = new BrotliStream(new MemoryStream(sent), CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked);
        Assert.StartsWith(":root{", await reader.ReadToEndAsync());
    }

    public static TheoryData<string, string, string> Pairs() =>
        new()
        {
            { "TextPrimary", "Background", "4.5" },
            { "TextPrimary", "Surface", "4.5" },
            { "TextPrimary", "BackgroundGray", "4.5" },
            { "TextSecondary", "Background", "4.5" },
            { "TextSecondary", "Surface", "4.5" },
            { "TextSecondary", "BackgroundGray", "4.5" },
            { "Primary", "Background", "4.5" },
            { "Primary", "Surface", "4.5" },
            { "PrimaryContrastText", "Primary", "4.5" },
            { "Warning", "Surface", "4.5" },
            { "Error", "Surface", "4.5" },
            { "Success", "Surface", "4.5" },
            { "Info", "Surface", "4.5" },
            { "Primary", "accent-soft", "4.5" },
            { "Warning", "att-soft", "4.5" },
            { "Error", "bad-soft", "4.5" },
            { "Success", "good-soft", "4.5" },
            { "Info", "info-soft", "4.5" },
            { "on-deep", "deep", "4.5" },
            { "on-deep-soft", "deep", "4.5" },
            { "LinesInputs", "Surface", "3" },
            { "LinesInputs", "Background", "3" },
        };

    [Theory, MemberData(nameof(Pairs))]
    public void What_is_read_stands_out_from_its_ground_in_both_themes(string text, string ground, string least)
    {
        foreach (var dark in new[] { false, true })
        {
            var contrast = Contrast(Colour(text, dark), Colour(ground, dark));
            Assert.True(
                contrast >= double.Parse(least, CultureInfo.InvariantCulture),
                $"{text} on {ground}, {(dark ? "dark" : "light")}: {contrast:0.00}"
            );
        }
    }

    private static MudColor Colour(string name, bool dark)
    {
        if (PortalTheme.Tokens.FirstOrDefault(token => token.Name == name) is { Name: not null } own)
            return new MudColor(dark ? own.Dark : own.Light);
        Palette palette = dark ? PortalTheme.Theme.PaletteDark : PortalTheme.Theme.PaletteLight;
        return (MudColor)typeof(Palette).GetProperty(name)!.GetValue(palette)!;
    }

    // The contrast ratio of WCAG 2.2.
    private static double Contrast(MudColor one, MudColor other)
    {
        var (bright, dim) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (bright + .05) / (dim + .05);
    }

    private static double Luminance(MudColor colour) => .2126 * Part(colour.R) + .7152 * Part(colour.G) + .0722 * Part(colour.B);

    private static double Part(byte value) =>
        value / 255.0 is var v && v <= .04045 ? v / 12.92 : Math.Pow((value / 255.0 + .055) / 1.055, 2.4);
}
