using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Absences;

/// <summary>"When you are away": planned, shortened and ended by plain forms, with errors where they belong.</summary>
public sealed class AbsencePageTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private const string Carla = "carla@demo.carecoord.test";
    private const string Priya = "priya@demo.carecoord.test";

    public Task InitializeAsync() => portal.Database.AsOwnerAsync("delete from absences");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Whoever_stands_in_finds_the_patients_and_the_patient_finds_them()
    {
        var carla = await portal.VisitorAsync(Carla);
        var planned = await carla.SubmitNamedAsync(
            "/absence",
            "plan",
            [.. await DaysAsync(0, 3), ("Plan.Note", "Call me <script>alert(1)</script>")]
        );
        Assert.Equal(HttpStatusCode.Redirect, planned.StatusCode);
        var shown = WebUtility.HtmlDecode(await carla.ReadAsync(planned.Headers.Location!.ToString()));
        Assert.Contains("The absence is planned.", shown);
        Assert.Contains("Priya Nair stands in.", shown);
        Assert.DoesNotContain(
            (await carla.OpenAsync("/absence")).Say("script"),
            script => script.Contains("alert", StringComparison.Ordinal)
        );

        var priya = await portal.VisitorAsync(Priya);
        Assert.Contains("for Carla Jimenez", await priya.ReadAsync("/"));
        Assert.Contains("You stand in for", await priya.ReadAsync("/absence"));
        var walter = await portal.VisitorAsync("walter@demo.carecoord.test");
        var access = (await walter.GetAsync("/access")).Headers.Location!.ToString();
        Assert.Contains("Stands in for Carla Jimenez until", WebUtility.HtmlDecode(await walter.ReadAsync(access)));

        var ended = await carla.SubmitNamedAsync(
            "/absence",
            (await carla.OpenAsync("/absence")).Value("input[name=_handler][value^=end-]")
        );
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        // A late task of the demonstration may have let her in besides.
        await portal.Database.AsOwnerAsync("delete from care_task_rungs");
        await portal.Database.AsOwnerAsync("delete from stand_ins where source = 'escalation'");
        Assert.DoesNotContain("for Carla Jimenez", await priya.ReadAsync("/"));
        Assert.DoesNotContain("Stands in for", await walter.ReadAsync(access));
    }

    [Theory]
    [InlineData("Plan.FromDay", "", "Enter the first day.")]
    [InlineData("Plan.FromDay", "soon", "Enter the first day as a date")]
    [InlineData("Plan.FromDay", "0001-01-01", "Enter the first day as a date")]
    [InlineData("Plan.FromTime", "noon", "Enter the time as hours and minutes")]
    [InlineData("Plan.UntilDay", "", "Enter the last day.")]
    [InlineData("Plan.UntilDay", "2020-01-01", "The end is before the beginning.")]
    [InlineData("Plan.UntilTime", "25:00", "Enter the time as hours and minutes")]
    [InlineData("Plan.Deputy", "", "Choose who stands in.")]
    [InlineData("Plan.Deputy", "\u202E<script>", "Choose somebody from the list.")]
    [InlineData("Plan.Deputy", "01990000-0000-7000-8000-000000000000", "Choose a deputy from the list")]
    [InlineData("Plan.Note", "10240", "Use at most 500 characters.")]
    public async Task What_is_wrong_stands_at_its_field_and_what_was_typed_stays(string field, string typed, string sentence)
    {
        var carla = await portal.VisitorAsync(Carla);
        var value = typed == "10240" ? new string('x', 10_240) : typed;
        (string Name, string Value)[] fields =
        [
            .. (await DaysAsync(40, 45)).Append(("Plan.Note", "A note to keep")).Where(f => f.Item1 != field),
            (field, value),
        ];

        var answer = await carla.SubmitNamedAsync("/absence", "plan", fields);
        var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(sentence, body);
        if (field != "Plan.Note")
            Assert.Contains("A note to keep", body);
        Assert.DoesNotContain("\u202E<script>", await answer.Content.ReadAsStringAsync());
        Assert.Equal(0, await portal.Database.AsOwnerAsync<long>("select count(*) from absences"));
    }

    [Fact]
    public async Task Signs_that_nobody_sees_are_not_kept_and_a_NUL_is_refused()
    {
        var carla = await portal.VisitorAsync(Carla);

        var answer = await carla.SubmitNamedAsync("/absence", "plan", [.. await DaysAsync(50, 51), ("Plan.Note", "a\u202Eb\u0007c")]);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("abc", await portal.Database.AsOwnerAsync<string>("select note from absences"));
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await carla.SubmitNamedAsync("/absence", "plan", [.. await DaysAsync(55, 56), ("Plan.Note", "a\0b")])).StatusCode
        );
    }

    [Fact]
    public async Task It_is_shortened_in_place_and_says_where_that_fails()
    {
        var carla = await portal.VisitorAsync(Carla);
        await carla.SubmitNamedAsync("/absence", "plan", [.. await DaysAsync(60, 65)]);
        var name = (await carla.OpenAsync("/absence")).Value("input[name=_handler][value^=shorten-]");

        var later = await carla.SubmitNamedAsync("/absence", name, ("Shorter.Day", Day(70)), ("Shorter.Time", ""));
        Assert.Contains("not earlier than planned", await later.Content.ReadAsStringAsync());
        var nonsense = await carla.SubmitNamedAsync("/absence", name, ("Shorter.Day", "soon"), ("Shorter.Time", ""));
        Assert.Contains("Enter the new last day as a date", await nonsense.Content.ReadAsStringAsync());
        var done = await carla.SubmitNamedAsync("/absence", name, ("Shorter.Day", Day(62)), ("Shorter.Time", ""));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(
            3,
            await portal.Database.AsOwnerAsync<int>("select round(extract(epoch from ends_at - since) / 86400)::integer from absences")
        );
    }

    [Fact]
    public async Task The_standing_deputy_is_chosen_and_taken_back()
    {
        var carla = await portal.VisitorAsync(Carla);
        const string Chosen =
            "select count(*) from deputies d join accounts a on a.id = d.account_id where a.email = 'carla@demo.carecoord.test'";

        await carla.SubmitNamedAsync("/absence", "standing", ("Standing.Deputy", ""));
        Assert.Equal(0, await portal.Database.AsOwnerAsync<long>(Chosen));
        await carla.SubmitNamedAsync("/absence", "standing", ("Standing.Deputy", (await AccountAsync(Priya)).ToString()));
        Assert.Equal(1, await portal.Database.AsOwnerAsync<long>(Chosen));
        var wrong = await carla.SubmitNamedAsync("/absence", "standing", ("Standing.Deputy", "<script>"));
        Assert.Contains("Choose somebody from the list.", await wrong.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task It_is_there_for_those_who_have_patients_and_for_administrators_who_say_whose()
    {
        foreach (var email in new[] { "walter@demo.carecoord.test", "ana@demo.carecoord.test", "admin@demo.carecoord.test" })
            Assert.Equal(HttpStatusCode.NotFound, (await (await portal.VisitorAsync(email)).GetAsync("/absence")).StatusCode);
        Assert.Contains("When you are away", await (await portal.VisitorAsync("anil@demo.carecoord.test")).ReadAsync("/absence"));

        var admin = await portal.VisitorAsync("admin@demo.carecoord.test");
        var page = $"/absence?of={await AccountAsync(Carla)}.Coordinator";
        Assert.Contains("When Carla Jimenez is away", await admin.ReadAsync(page));
        var planned = await admin.SubmitNamedAsync(page, "plan", [.. await DaysAsync(80, 81)]);
        Assert.Equal(HttpStatusCode.Redirect, planned.StatusCode);
        Assert.Contains("of=", planned.Headers.Location!.ToString());
        foreach (
            var of in new[]
            {
                "",
                "x",
                "x.y",
                $"{await AccountAsync(Carla)}.Patient",
                $"{Guid.CreateVersion7()}.Coordinator",
                "\u202E<script>",
            }
        )
            Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/absence?of=" + Uri.EscapeDataString(of))).StatusCode);
    }

    private async Task<IEnumerable<(string, string)>> DaysAsync(int from, int until) =>
        [
            ("Plan.FromDay", Day(from)),
            ("Plan.FromTime", ""),
            ("Plan.UntilDay", Day(until)),
            ("Plan.UntilTime", ""),
            ("Plan.Deputy", (await AccountAsync(Priya)).ToString()),
        ];

    private string Day(int fromToday) =>
        TimeZoneInfo
            .ConvertTime(portal.Database.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"))
            .AddDays(fromToday)
            .ToString("yyyy-MM-dd");

    private Task<Guid> AccountAsync(string email) => portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", email);
}
