using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Today;

/// <summary>What is to be done is ticked by a plain form, where no script runs.</summary>
public sealed class TickFormTests(Portal portal) : IClassFixture<Portal>
{
    private const string Audited = "select count(*) from audit_entries where action in ('activity.ticked', 'activity.unticked')";
    private static readonly (string, string) Day = ("day", "2026-01-05");
    private const string Ticks = "select count(*) from activity_ticks";

    [Fact]
    public async Task A_tick_is_sent_as_a_form_and_taken_back_by_another_and_both_are_audited()
    {
        var (walter, patient) = await AtHomeAsync("walter");
        var before = await portal.Database.AsOwnerAsync<long>(Audited);
        var (activity, wasDone) = await FirstAsync(walter);

        var first = await SendAsync(walter, patient, wasDone, activity);
        Assert.Equal($"/#todo-{patient}", first.Headers.Location!.ToString());
        Assert.Equal(!wasDone, await IsDoneAsync(walter, activity));

        await SendAsync(walter, patient, !wasDone, activity);
        Assert.Equal(wasDone, await IsDoneAsync(walter, activity));
        Assert.Equal(before + 2, await portal.Database.AsOwnerAsync<long>(Audited));
    }

    [Theory]
    [InlineData("lucia", HttpStatusCode.NotFound)]
    [InlineData("denise", HttpStatusCode.NotFound)]
    public async Task Whoever_may_not_manage_the_plan_ticks_nothing(string who, HttpStatusCode answers)
    {
        var (walter, _) = await AtHomeAsync("walter");
        var (ofWalter, _) = await FirstAsync(walter);
        var ana = await portal.VisitorAsync("ana@demo.carecoord.test");
        var (ofRosa, _) = await FirstAsync(ana);
        var visitor = await portal.VisitorAsync($"{who}@demo.carecoord.test");
        var before = await portal.Database.AsOwnerAsync<long>(Ticks);

        foreach (var (name, activity) in new[] { ("Walter", ofWalter), ("Rosa", ofRosa), ("Rosa", ofWalter) })
        {
            var patient = await portal.Database.PatientAsync(name);
            Assert.Equal(answers, (await SendAsync(visitor, patient, false, activity, Day)).StatusCode);
            Assert.Equal(answers, (await SendAsync(visitor, patient, true, activity, Day)).StatusCode);
        }

        Assert.Equal(before, await portal.Database.AsOwnerAsync<long>(Ticks));
    }

    [Fact]
    public async Task A_day_for_which_nothing_is_planned_is_refused_in_a_sentence_and_nothing_is_ticked()
    {
        var (walter, patient) = await AtHomeAsync("walter");
        var (activity, _) = await FirstAsync(walter);
        var before = await portal.Database.AsOwnerAsync<long>(Ticks);

        var answer = await SendAsync(walter, patient, false, activity, ("day", "2199-01-01"));

        var home = await walter.OpenAsync(answer.Headers.Location!.ToString());
        Assert.Contains("That day has not come yet.", home.One("main [role=alert]").Says(), StringComparison.Ordinal);
        Assert.Equal(before, await portal.Database.AsOwnerAsync<long>(Ticks));
    }

    [Theory]
    [InlineData("day", "tomorrow")]
    [InlineData("done", "<script>")]
    public async Task What_no_page_sends_is_refused(string field, string value)
    {
        var (walter, patient) = await AtHomeAsync("walter");
        var (activity, _) = await FirstAsync(walter);
        var before = await portal.Database.AsOwnerAsync<long>(Ticks);

        var answer = await SendAsync(walter, patient, false, activity, (field, value));

        Assert.InRange((int)answer.StatusCode, 400, 404);
        Assert.Equal(before, await portal.Database.AsOwnerAsync<long>(Ticks));
    }

    private async Task<(Visitor Visitor, Guid Patient)> AtHomeAsync(string who) =>
        (
            await portal.VisitorAsync($"{who}@demo.carecoord.test"),
            await portal.Database.PatientAsync(char.ToUpperInvariant(who[0]) + who[1..])
        );

    private static async Task<(string Activity, bool Done)> FirstAsync(Visitor visitor)
    {
        var tick = (await visitor.OpenAsync("/")).QuerySelector("form .tick:not([disabled])")!;
        Assert.Equal("submit", tick.GetAttribute("type"));
        return (tick.GetAttribute("value")!, tick.GetAttribute("aria-pressed") == "true");
    }

    private static async Task<bool> IsDoneAsync(Visitor visitor, string activity) =>
        (await visitor.OpenAsync("/")).One($".tick[value='{activity}']").GetAttribute("aria-pressed") == "true";

    private static Task<HttpResponseMessage> SendAsync(
        Visitor visitor,
        Guid patient,
        bool wasDone,
        string activity,
        params (string, string)[] others
    ) =>
        visitor.SubmitAsync(
            others.Contains(Day) ? "/account" : "/",
            $"/patients/{patient}/ticks",
            [.. others, .. Named(others, wasDone, activity)]
        );

    private static IEnumerable<(string, string)> Named((string Name, string)[] others, bool wasDone, string activity) =>
        others.Any(one => one.Name is "done" or "undone") ? [] : [(wasDone ? "undone" : "done", activity)];
}
