using AngleSharp.Html.Dom;
using CareCoord.Access;
using CareCoord.Testing;
using CareCoord.Web.Tests.CareTasks;

namespace CareCoord.Web.Tests.AccessHistory;

/// <summary>Who opened the record, as a page without script: lines in sentences, what matters first, found by a form.</summary>
public sealed class AccessPageTests(Portal portal) : IClassFixture<Portal>
{
    private const string Mine = "section[aria-labelledby=did] details.own";
    private const string Others = "section[aria-labelledby=did] > ul.acts > li";

    [Fact]
    public async Task What_one_person_did_again_and_again_is_one_line_with_how_often_and_from_when_until_when()
    {
        var (denise, _) = await PatientAsync();
        for (var time = 0; time < 3; time++)
            await ActAsync("anil", denise, "treatment-plan.read", minutes: time == 1 ? 14 : 0);

        var line = Assert.Single(
            (await PageAsync(denise, "?name=anil&kind=looked")).Say(Others),
            said => said.Contains("read the plan", StringComparison.Ordinal)
        );
        Assert.Matches(@", as provider, read the plan, 3 times, \d+:\d\d [ap]m to \d+:\d\d [ap]m$", line);
    }

    [Fact]
    public async Task Broken_glass_and_first_readers_have_a_mark_in_words_and_ones_own_lines_are_folded()
    {
        var (denise, _) = await PatientAsync();
        await ActAsync("victor", denise, "glass.broken");
        await ActAsync("kwame", denise, "treatment-plan.read");
        await PageAsync(denise);

        var page = await PageAsync(denise);

        var lines = page.Say(Others).ToList();
        Assert.Contains("Broke the glass Dr. Victor Nguyen, as provider, broke the glass", lines[0]);
        Assert.Contains(lines, said => said.Contains("First time", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, said => said.Contains(" You ", StringComparison.Ordinal));
        // They are the last of their day, behind all that others did.
        var own = (await PageAsync(denise, "?kind=looked")).QuerySelectorAll(Mine)[0];
        Assert.False(own.HasAttribute("open"));
        Assert.StartsWith("What you did yourself, ", own.One("summary").Says());
        Assert.All(own.Say("li span"), said => Assert.StartsWith("You ", said));
        Assert.DoesNotContain("blazor.web", page.DocumentElement.OuterHtml);
    }

    [Fact]
    public async Task The_form_keeps_what_was_asked_in_the_address_and_the_link_to_earlier_lines_keeps_it_too()
    {
        var (denise, today) = await PatientAsync();
        for (var kind = 0; kind < 40; kind++)
            await ActAsync("anil", denise, $"test.{kind}");

        var asked = $"?name=anil&kind=changed&day={today:yyyy-MM-dd}";
        var page = await PageAsync(denise, asked);

        var form = page.One("form.who-filters");
        Assert.Equal(("get", $"/patients/{denise}/access#did"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal(("anil", $"{today:yyyy-MM-dd}"), (form.Value("[name=name]"), form.Value("[name=day]")));
        Assert.Equal("changed", form.One("option[selected]").GetAttribute("value"));
        Assert.Equal(["Anything", "Looked at it", "Changed something", "Broke the glass"], form.Say("option"));
        Assert.Equal(30, page.Say(Others).Count());
        var earlier = page.QuerySelectorAll("a").Single(link => link.Says() == "Earlier").GetAttribute("href")!;
        Assert.EndsWith($"&name=anil&kind=changed&day={today:yyyy-MM-dd}#did", earlier);
        Assert.All((await (await DeniseAsync()).OpenAsync(earlier)).Say(Others), said => Assert.Contains("Anil", said));
    }

    [Theory]
    [InlineData("?day=yesterday", true)]
    [InlineData("?day=2026-13-45", true)]
    [InlineData("?day=0001-01-01", false)]
    [InlineData("?day=9999-12-31", false)]
    [InlineData("?day=2026-11-23&day=2026-11-24", false)]
    [InlineData("?kind=%27%20or%201=1%20--", false)]
    [InlineData("?kind=2", false)]
    [InlineData("?name=%00%E2%80%AE%25", false)]
    [InlineData("?name=nobody-of-that-name", false)]
    [InlineData("?before=20261123.9.x", false)]
    [InlineData("?before=00010101.0.01990000000070008000000000000000", false)]
    public async Task What_is_hostile_is_answered_at_its_field_or_ignored(string asked, bool said)
    {
        var (denise, _) = await PatientAsync();

        var page = await PageAsync(denise, asked);

        Assert.Equal(
            said,
            page.DocumentElement.Says().Contains("This is no day. Choose one, or leave it empty.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Who_only_opened_the_link_of_a_mail_is_not_told_of()
    {
        var (denise, _) = await PatientAsync();
        await portal.Database.AsAppAsync<Guid>(Actor.Portal, "select app.audit('invitation.opened', array[$1]::uuid[])", denise);

        Assert.DoesNotContain("Somebody who was not signed in", (await PageAsync(denise)).DocumentElement.Says());
    }

    private async Task<(Guid Patient, DateOnly Today)> PatientAsync()
    {
        var denise = await portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'denise@demo.carecoord.test'"
        );
        var zone = await portal.Database.AsOwnerAsync<string>("select time_zone from accounts where email = 'denise@demo.carecoord.test'");
        var there = TimeZoneInfo.ConvertTime(portal.Database.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(zone!));
        return (denise, DateOnly.FromDateTime(there.Date));
    }

    private Task<Visitor> DeniseAsync() => portal.VisitorAsync("denise@demo.carecoord.test");

    private async Task<IHtmlDocument> PageAsync(Guid patient, string asked = "") =>
        await (await DeniseAsync()).OpenAsync($"/patients/{patient}/access{asked}");

    private async Task ActAsync(string person, Guid patient, string action, int minutes = 0)
    {
        await portal.Database.AsAppAsync<Guid>(
            new(await TaskWork.AccountAsync(portal, person), Hat.Provider),
            "select app.audit($1, array[$2]::uuid[])",
            action,
            patient
        );
        portal.Database.Clock.Advance(TimeSpan.FromMinutes(minutes));
    }
}
