using System.Net;

namespace CareCoord.Web.Tests.Appointments;

/// <summary>
/// A visit whose time has passed says what became of it, or that nobody has recorded it. Staff do so on a page without script.
/// </summary>
public sealed class VisitOutcomePagesTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_visit_of_which_nobody_said_anything_is_never_called_done()
    {
        var (patient, visit) = await OpenVisitAsync("Eye check");
        var walter = await portal.VisitorAsync("walter@demo.carecoord.test");

        var line = await LineAsync(walter, patient, "Eye check");

        Assert.Contains("No outcome recorded", line);
        Assert.DoesNotContain("Done", line);
        Assert.DoesNotContain(visit.ToString(), line);
        Assert.Equal(HttpStatusCode.NotFound, (await walter.GetAsync(Outcome(patient, visit))).StatusCode);
    }

    [Fact]
    public async Task A_coordinator_records_it_and_corrects_it_and_the_patient_reads_both()
    {
        var (patient, visit) = await OpenVisitAsync("Foot check");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var walter = await portal.VisitorAsync("walter@demo.carecoord.test");
        var page = Outcome(patient, visit);
        Assert.Contains($"/appointments/{visit}/outcome", await LineAsync(carla, patient, "Foot check"));

        var nothing = await TextAsync(await carla.SubmitNamedAsync(page, "outcome"));
        Assert.Contains("Choose what became of it.", nothing);
        var noReason = await TextAsync(
            await carla.SubmitNamedAsync(page, "outcome", ("Input.Outcome", "Cancelled"), ("Input.Reason", " "))
        );
        Assert.Contains("Say why it was cancelled, in words that the patient understands.", noReason);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (await carla.SubmitNamedAsync(page, "outcome", ("Input.Outcome", "Missed"), ("Input.Reason", ""))).StatusCode
        );
        Assert.Contains("Missed", await LineAsync(walter, patient, "Foot check"));

        var why = await TextAsync(await carla.SubmitNamedAsync(page, "outcome", ("Input.Outcome", "Kept")));
        Assert.Contains("Choose what kind of change it is.", why);
        Assert.Equal(
            HttpStatusCode.Redirect,
            (
                await carla.SubmitNamedAsync(
                    page,
                    "outcome",
                    ("Input.Outcome", "Kept"),
                    ("Amendment.Kind", "Correction"),
                    ("Amendment.Reason", "He was at the other door.")
                )
            ).StatusCode
        );
        var line = await LineAsync(walter, patient, "Foot check");
        Assert.Contains("Done", line);
        Assert.Contains("because: “He was at the other door.”", line);
        Assert.Contains("It said before:", line);
    }

    [Fact]
    public async Task Of_a_visit_to_come_and_of_a_strangers_there_is_no_such_page()
    {
        var (patient, visit) = await OpenVisitAsync("Ear check");
        var carla = await portal.VisitorAsync("carla@demo.carecoord.test");
        var coming = await portal.Database.AsOwnerAsync<Guid>(
            "select id from appointments where patient_id = $1 and state = 'booked' and starts_at > now() order by starts_at limit 1",
            patient
        );

        Assert.Equal(HttpStatusCode.NotFound, (await carla.GetAsync(Outcome(patient, coming))).StatusCode);
        foreach (var stranger in new[] { "denise", "ana", "samira" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await (await portal.VisitorAsync($"{stranger}@demo.carecoord.test")).GetAsync(Outcome(patient, visit))).StatusCode
            );
    }

    private static string Outcome(Guid patient, Guid visit) => $"/patients/{patient}/appointments/{visit}/outcome";

    private static async Task<string> TextAsync(HttpResponseMessage answer) =>
        WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private static async Task<string> LineAsync(Visitor visitor, Guid patient, string title) =>
        (await visitor.OpenAsync($"/patients/{patient}/appointments"))
            .QuerySelectorAll("#past ~ ul > li")
            .Single(line => line.TextContent.Contains(title, StringComparison.Ordinal))
            .OuterHtml;

    // One of Walter's with his physical therapist, an hour ago, of which nobody has said what became of it.
    private async Task<(Guid Patient, Guid Visit)> OpenVisitAsync(string title)
    {
        var patient = await portal.Database.PatientAsync("Walter");
        var visit = await portal.Database.AsOwnerAsync<Guid>(
            """
            insert into appointments (patient_id, id, provider_id, title, starts_at, ends_at, way, state, booked_at, labels)
            select $1, gen_random_uuid(), p.id, $2, t.starts_at, t.starts_at + interval '1 minute', 'phone', 'booked',
                   now() - interval '9 days', 0
            from providers p join accounts a on a.id = p.account_id
            cross join (select now() - interval '2 hours' - count(*) * interval '5 minutes' as starts_at from appointments) t
            where a.email = 'kwame@demo.carecoord.test' returning id
            """,
            patient,
            title
        );
        return (patient, visit);
    }
}
