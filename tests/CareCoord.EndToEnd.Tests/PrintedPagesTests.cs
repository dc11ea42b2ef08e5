using CareCoord.Testing;

namespace CareCoord.EndToEnd.Tests;

/// <summary>
/// A sheet of paper says whose it is, from where and when, and which of how many. What is folded on the screen is open on it.
/// </summary>
[Collection(PortalTests.Name)]
public sealed class PrintedPagesTests(Portal portal)
{
    private const string Folded = """
        [...document.querySelectorAll('main details:not([open])')].filter(one => !one.querySelector('form, input, select, textarea'))
            .flatMap(one => [...one.children].filter(child => child.tagName !== 'SUMMARY')).map(child => child.textContent.trim())
            .filter(words => words)
        """;

    [Theory]
    [InlineData("carla", "Walter", "plan", "Walter Brandt, born 4 March 1955")]
    [InlineData("rosa", "Rosa", "plan", "Rosa Reyes, born 11 February 1944")]
    [InlineData("rosa", "Rosa", "access", "Rosa Reyes, born 11 February 1944")]
    public async Task Every_sheet_names_the_patient_the_clinic_the_day_and_its_number(string who, string patient, string part, string named)
    {
        var page = await portal.SignedInAsync($"{who}@demo.carecoord.test", Screen.Desktop);
        await page.GotoAsync($"/patients/{await portal.PatientAsync(patient)}/{part}");
        var folded = await page.EvaluateAsync<string[]>(Folded);

        var pdf = await page.PdfAsync(new() { Format = "Letter", PreferCSSPageSize = true });
        if (Environment.GetEnvironmentVariable("CARECOORD_PICTURES") is { Length: > 0 } pictures)
            await File.WriteAllBytesAsync(Path.Combine(pictures, $"printed-{who}-{part}.pdf"), pdf);
        var sheets = PdfPage.Of(pdf);

        foreach (var (at, sheet) in sheets.Index())
        {
            Assert.Contains(named, sheet.Text);
            Assert.Contains("record ", sheet.Text);
            Assert.Contains(" · printed ", sheet.Text);
            Assert.EndsWith($"Page {at + 1} of {sheets.Length}", sheet.Text);
        }

        var all = Bare(string.Concat(sheets.Select(sheet => sheet.Text)));
        Assert.All(folded, words => Assert.Contains(Bare(words)[..Math.Min(12, Bare(words).Length)], all));
        await page.Context.CloseAsync();
    }

    // Where lines break says nothing.
    private static string Bare(string words) => string.Concat(words.Where(char.IsLetterOrDigit));
}
