using System.Net;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Organisations;

/// <summary>The administrator's page of hours, holidays and units, by plain forms.</summary>
public sealed class ClinicPageTests(Portal portal) : IClassFixture<Portal>
{
    private const string Admin = "admin@demo.carecoord.test";

    [Fact]
    public async Task Nobody_but_an_administrator_finds_it()
    {
        foreach (
            var email in new[]
            {
                "carla@demo.carecoord.test",
                "anil@demo.carecoord.test",
                "walter@demo.carecoord.test",
                "ana@demo.carecoord.test",
            }
        )
        {
            var visitor = await portal.VisitorAsync(email);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/clinic")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/clinic/units/" + await UnitAsync())).StatusCode);
            var form = new FormUrlEncodedContent([
                KeyValuePair.Create("_handler", "holiday"),
                KeyValuePair.Create("Closed.Date", "2027-05-05"),
                KeyValuePair.Create("Closed.Name", "Mine"),
            ]);
            Assert.NotEqual(
                HttpStatusCode.Redirect,
                (await visitor.SendAsync(new(HttpMethod.Post, "/clinic") { Content = form })).StatusCode
            );
        }

        Assert.Equal(0, await portal.Database.AsOwnerAsync<long>("select count(*) from holidays where name = 'Mine'"));
    }

    [Fact]
    public async Task Opening_hours_are_saved_and_a_wrong_day_says_so_where_it_stands()
    {
        var admin = await portal.VisitorAsync(Admin);

        var wrong = await admin.SubmitNamedAsync(
            "/clinic",
            "hours",
            Week(("07:15", "16:45"), ("9", "17:00"), ("17:00", "08:00"), ("", "12:00"))
        );
        var body = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(2, body.Split("Enter both times as hours and minutes").Length - 1);
        Assert.Contains("closes before it opens", body);
        Assert.Contains("07:15", body);

        var right = await admin.SubmitNamedAsync("/clinic", "hours", Week(("07:15", "16:45"), ("08:00", "17:00")));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Equal(
            "1 07:15:00-16:45:00, 2 08:00:00-17:00:00",
            await portal.Database.AsOwnerAsync<string>(
                "select string_agg(weekday || ' ' || opens || '-' || closes, ', ' order by weekday) from business_hours"
            )
        );
        var none = await admin.SubmitNamedAsync("/clinic", "hours", Week());
        Assert.Contains("open on one weekday at least", await none.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_holiday_is_added_and_removed_and_what_is_wrong_stands_at_its_field()
    {
        var admin = await portal.VisitorAsync(Admin);
        // Whatever today is, that day is no holiday yet.
        var day = (
            await portal.Database.AsOwnerAsync<string>(
                """
                select min(d)::date::text from generate_series($1::date + 200, $1::date + 220, interval '1 day') d
                where not exists (select from holidays h where h.on_date = d::date)
                """,
                DateOnly.FromDateTime(portal.Database.Clock.GetUtcNow().Date)
            )
        )!;
        foreach (
            var (date, name, sentence) in new[]
            {
                ("", "Name", "Enter the date."),
                ("soon", "Name", "Enter a date such as"),
                ("2001-01-01", "Name", "Choose a date from today on"),
                (day, "", "Enter a name"),
                (day, new string('x', 10_240), "Use at most 100 characters."),
            }
        )
        {
            var refused = await admin.SubmitNamedAsync("/clinic", "holiday", ("Closed.Date", date), ("Closed.Name", name));
            Assert.Contains(sentence, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()));
        }

        Assert.Equal(
            HttpStatusCode.Redirect,
            (await admin.SubmitNamedAsync("/clinic", "holiday", ("Closed.Date", day), ("Closed.Name", "Town \u202Efair <b>"))).StatusCode
        );
        Assert.Contains("Town fair &lt;b&gt;", await admin.ReadAsync("/clinic"));
        Assert.Equal(HttpStatusCode.Redirect, (await admin.SubmitNamedAsync("/clinic", "remove-" + day!.Replace("-", ""))).StatusCode);
        Assert.DoesNotContain("Town fair", await admin.ReadAsync("/clinic"));
    }

    [Fact]
    public async Task A_unit_is_added_renamed_staffed_and_left()
    {
        var admin = await portal.VisitorAsync(Admin);
        Assert.Contains(
            "Enter the unit",
            await (await admin.SubmitNamedAsync("/clinic", "unit", ("Unit.Name", ""), ("Unit.Phone", ""))).Content.ReadAsStringAsync()
        );
        Assert.Contains(
            "a unit of that name",
            await (
                await admin.SubmitNamedAsync("/clinic", "unit", ("Unit.Name", "Home nursing"), ("Unit.Phone", ""))
            ).Content.ReadAsStringAsync()
        );
        await admin.SubmitNamedAsync("/clinic", "unit", ("Unit.Name", "Night nursing"), ("Unit.Phone", "(312) 555-0198"));
        var unit =
            "/clinic/units/" + await portal.Database.AsOwnerAsync<Guid>("select id from organisation_units where name = 'Night nursing'");

        Assert.Contains(
            "Choose somebody.",
            await (await admin.SubmitNamedAsync(unit, "member", ("Member.Who", ""))).Content.ReadAsStringAsync()
        );
        Assert.Contains(
            "from the list",
            await (await admin.SubmitNamedAsync(unit, "member", ("Member.Who", "<script>"))).Content.ReadAsStringAsync()
        );
        var lena = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'lena@demo.carecoord.test'");
        await admin.SubmitNamedAsync(unit, "member", ("Member.Who", lena.ToString()));
        await admin.SubmitNamedAsync(unit, "unit", ("Unit.Name", "Night and weekend nursing"), ("Unit.Phone", ""));
        var shown = await admin.OpenAsync(unit);
        Assert.Contains("Lena Fox", shown.Say("strong"));
        Assert.Contains("Night and weekend nursing", shown.Body!.Says());

        await admin.SubmitNamedAsync(unit, shown.Value("input[name=_handler][value^=end-]"));
        Assert.DoesNotContain("Lena Fox", (await admin.OpenAsync(unit)).Say("strong"));
    }

    private static (string, string)[] Week(params (string Opens, string Closes)[] days) =>
        [
            .. Enumerable
                .Range(0, 7)
                .SelectMany(at =>
                    new[]
                    {
                        ($"Week.Days[{at}].Opens", at < days.Length ? days[at].Opens : ""),
                        ($"Week.Days[{at}].Closes", at < days.Length ? days[at].Closes : ""),
                    }
                ),
        ];

    private Task<Guid> UnitAsync() => portal.Database.AsOwnerAsync<Guid>("select id from organisation_units where name = 'Home nursing'");
}
