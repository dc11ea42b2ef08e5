using System.Reflection;
using System.Text.RegularExpressions;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Look;

/// <summary>Of the component library's stylesheet browsers get what is used, and nothing that is used is left out.</summary>
public sealed partial class LeanSheetTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly string Whole = File.ReadAllText(
        typeof(LeanSheetTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "MudBlazorSheet").Value!
    );

    [Fact]
    public async Task Every_class_of_a_page_that_the_library_has_rules_for_is_in_its_sheets()
    {
        var missing = new SortedSet<string>();
        foreach (var person in PageVisit.All.GroupBy(visit => visit.Email))
        {
            var visitor = await portal.VisitorAsync(person.Key);
            foreach (var visit in person)
            {
                var page = await (await visitor.GetAsync(await visit.AddressAsync(portal.Database))).Content.ReadAsStringAsync();
                var lean = string.Concat(await Task.WhenAll(Sheets().Matches(page).Select(sheet => SheetAsync(sheet.Groups[1].Value))));
                missing.UnionWith(
                    Used(page).Where(name => HasRule(Whole, name) && !HasRule(lean, name)).Select(name => $"{name} on {visit.Name}")
                );
            }
        }

        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("walter")]
    [InlineData("rosa")]
    [InlineData("denise")]
    [InlineData("ana")]
    [InlineData("lucia")]
    public async Task Patients_and_caregivers_get_little_of_it_and_no_script(string person)
    {
        var visitor = await portal.VisitorAsync($"{person}@demo.carecoord.test");
        foreach (var visit in PageVisit.All.Where(visit => visit.Person == person))
        {
            var address = await visit.AddressAsync(portal.Database);
            // A short address leads on to the record.
            var answer = await visitor.GetAsync((await visitor.GetAsync(address)).Headers.Location?.ToString() ?? address);
            var page = await answer.Content.ReadAsStringAsync();

            Assert.Equal(["mud.css"], Sheets().Matches(page).Select(sheet => Bare().Replace(sheet.Groups[1].Value, "mud$1.css")));
            Assert.DoesNotContain("mud.js", page);
            Assert.True((await SheetAsync(Sheets().Match(page).Groups[1].Value)).Length < Whole.Length / 4);
        }
    }

    [Theory]
    [InlineData(".mud-chip{color:red}", "mud-chip", true)]
    [InlineData(".mud-chip-filled{color:red}", "mud-chip", false)]
    [InlineData(".a .mud-chip:hover{color:red}", "mud-chip", true)]
    public void A_rule_for_a_class_is_one_that_names_it_whole(string sheet, string name, bool has) =>
        Assert.Equal(has, HasRule(sheet, name));

    private static IEnumerable<string> Used(string page) =>
        Classes()
            .Matches(page)
            .SelectMany(one => one.Groups[1].Value.Split(' '))
            .Where(name => name.StartsWith("mud-", StringComparison.Ordinal))
            .Distinct();

    private static bool HasRule(string sheet, string name) => Regex.IsMatch(sheet, $@"\.{Regex.Escape(name)}(?![\w-])");

    private async Task<string> SheetAsync(string address) =>
        await (await portal.Visitor().GetAsync("/" + address.TrimStart('/'))).Content.ReadAsStringAsync();

    [GeneratedRegex(@"href=""(/?mud[\w.-]*\.css)""")]
    private static partial Regex Sheets();

    [GeneratedRegex(@"^/?mud(-desk)?\..*$")]
    private static partial Regex Bare();

    [GeneratedRegex(@"class=""([^""]*)""")]
    private static partial Regex Classes();
}
