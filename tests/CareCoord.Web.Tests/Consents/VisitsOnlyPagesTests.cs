using System.Net;
using System.Text.RegularExpressions;
using CareCoord.Testing;

namespace CareCoord.Web.Tests.Consents;

/// <summary>Rosa's daughter-in-law, who may see the visits: every page, endpoint, search, count and notification.</summary>
public sealed partial class VisitsOnlyPagesTests(Portal portal) : IClassFixture<Portal>
{
    private const string Lucia = "lucia@demo.carecoord.test";

    [Fact]
    public async Task She_opens_the_visits_and_every_other_page_of_the_record_is_not_there()
    {
        var lucia = await portal.VisitorAsync(Lucia);
        var patient = await RosasIdAsync();
        var asked = 0;
        foreach (var endpoint in portal.Endpoints.Where(e => e.RoutePattern.RawText!.Contains("{PatientId")))
        {
            if (
                endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>() is { } methods
                && !methods.HttpMethods.Contains("GET")
            )
                continue;
            var path =
                "/"
                + Parameter()
                    .Replace(
                        endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{PatientId:guid}", patient.ToString()),
                        "01999998-0000-7000-8000-000000000000"
                    );
            var expected = path.EndsWith("/appointments", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
            Assert.True((await lucia.GetAsync(path)).StatusCode == expected, path);
            asked++;
        }

        Assert.True(asked > 15);
        var visits = await lucia.OpenAsync($"/patients/{patient}/appointments");
        Assert.Contains("Lucia Reyes for Rosa Reyes", visits.Body!.Says());
        Assert.DoesNotContain("A talk about how you feel", visits.Body!.Says());
        foreach (var other in new[] { "/plan", "/team", "/access" })
            Assert.False(visits.Has($"[href$='{other}'], [action$='{other}']"), other);
    }

    [Fact]
    public async Task Her_start_page_and_what_is_new_say_nothing_of_the_plan_or_the_team()
    {
        var lucia = await portal.VisitorAsync(Lucia);
        var words = await portal.Database.AsOwnerAsync<string[]>(
            """
            select array(select title from activities where patient_id = $1 union select coalesce(own_words, statement) from goals
                         where patient_id = $1
                         union select concern from care_concerns where patient_id = $1 union select title from care_tasks
                         where patient_id = $1
                         union select change_note from treatment_plans where patient_id = $1 and change_note is not null)
            """,
            await RosasIdAsync()
        );
        var world = new CareCoord.Testing.World(portal.Database);
        var account = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = $1", Lucia);
        var carla = await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email like 'carla@%'");
        var task = await portal.Database.AsOwnerAsync<Guid>(
            "select id from care_tasks where patient_id = $1 limit 1",
            await RosasIdAsync()
        );
        var member = await portal.Database.AsOwnerAsync<Guid>(
            "select id from care_team_members where patient_id = $1 limit 1",
            await RosasIdAsync()
        );
        foreach (
            var (kind, subject) in new (string, Guid?)[]
            {
                ("task_done", task),
                ("team_joined", member),
                ("patient_handed_over", null),
                ("glass_broken", null),
            }
        )
            await world.NotifyAsync(account, Access.Hat.Caregiver, kind, await RosasIdAsync(), subject, carla);

        Assert.Equal("0", await lucia.ReadAsync("/live/unread"));
        Assert.NotEmpty(words!);
        foreach (var page in new[] { "/", "/notifications", "/account" })
        {
            var text = WebUtility.HtmlDecode(await lucia.ReadAsync(page));
            Assert.All(words!, word => Assert.DoesNotContain(word, text));
        }

        Assert.Contains("You have read everything", await lucia.ReadAsync("/notifications"));
    }

    private Task<Guid> RosasIdAsync() =>
        portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'rosa@demo.carecoord.test'"
        );

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();
}
