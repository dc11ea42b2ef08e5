using System.Net;
using CareCoord.Access;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Routing;

namespace CareCoord.Web.Tests;

/// <summary>Every page and endpoint, asked for by every demo person with every patient's id.</summary>
public sealed class AccessMatrixTests(Portal portal) : IClassFixture<Portal>
{
    private const string NoSuchPatient = "01999999-0000-7000-8000-000000000000";
    private const string NoSuchThing = "01999998-0000-7000-8000-000000000000";

    // As many as are worked on for one person at the same time.
    private const int AtOnce = 2;

    // Endpoints that name no patient, with what a signed-in person gets. A new one must be put here, and thought about; short addresses
    // lead patients to the tabs of their own record.
    private static readonly Dictionary<string, HttpStatusCode[]> WithoutPatient = new(
        RecordTab
            .All.Where(tab => tab.IsFor(Hat.Patient))
            .Select(tab => KeyValuePair.Create($"GET /{tab.Part}", new[] { HttpStatusCode.Redirect, HttpStatusCode.NotFound }))
    )
    {
        ["GET /"] = [HttpStatusCode.OK],
        ["GET /more"] = [HttpStatusCode.OK],
        ["GET /account"] = [HttpStatusCode.OK],
        ["GET /account/password"] = [HttpStatusCode.OK],
        ["GET /account/second-step"] = [HttpStatusCode.OK],
        ["GET /account/notifications"] = [HttpStatusCode.OK],
        ["GET /notifications"] = [HttpStatusCode.OK],
        ["GET /live/unread"] = [HttpStatusCode.OK],
        ["GET /live/session"] = [HttpStatusCode.OK],
        ["GET /account/time-zone"] = [HttpStatusCode.OK],
        ["GET /account/contact"] = [HttpStatusCode.OK],
        ["GET /absence"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /clinic"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /clinic/units/{UnitId:guid}"] = [HttpStatusCode.NotFound],
        ["GET /documents/search"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /documents/card"] = [HttpStatusCode.Redirect, HttpStatusCode.NotFound],
        // A token that there is not: the others are in WalletCardPagesTests.
        ["GET /card/{Token}"] = [HttpStatusCode.NotFound],
        ["GET /card/{Token}/documents/{DocumentId:guid}/pages/{Number:int}"] = [HttpStatusCode.NotFound],
        ["GET /card/{Token}/documents/{DocumentId:guid}/pages/{Number:int}/image"] = [HttpStatusCode.NotFound],
        ["GET /caseload"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /caseload/hand-over"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /find-person"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /glass"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /glass/{GlassId:guid}"] = [HttpStatusCode.NotFound],
        ["GET /tasks"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /tasks/new"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /preview"] = [HttpStatusCode.OK],
        ["GET /invitation/{Token}"] = [HttpStatusCode.OK],
        ["GET /invitation/{Token}/account"] = [HttpStatusCode.Redirect],
        ["GET /sign-in"] = [HttpStatusCode.OK],
        ["GET /sign-in/second-step"] = [HttpStatusCode.OK],
        ["GET /error"] = [HttpStatusCode.OK],
        ["GET /not-found"] = [HttpStatusCode.OK, HttpStatusCode.NotFound],
        ["GET /health/live"] = [HttpStatusCode.OK],
        ["GET /health/ready"] = [HttpStatusCode.OK],
    };

    // Endpoints that only take posts: each has a test of its own where it is named.
    private static readonly string[] PostOnly =
    [
        "/sign-out",
        "/hat",
        "/live/stay",
        "/live/sign-out",
        "/appearance",
        "/glass/end",
        "/notifications/read",
        "/patients/{PatientId:guid}/ticks",
        "/notifications/{id:guid}/open",
        "/patients/{PatientId:guid}/tasks/{TaskId:guid}/attachments",
        "/patients/{PatientId:guid}/access/grants/{GrantId:guid}/preview",
        "/preview/end",
        "/patients/{PatientId:guid}/documents/pages",
        "/patients/{PatientId:guid}/documents/{DocumentId:guid}/pages",
    ];

    // Answers that go on for as long as somebody listens, and hold a number: NotificationStreamTests.
    private static readonly string[] Streams = ["/live/notifications"];

    private IEnumerable<RouteEndpoint> Pages => portal.Endpoints.Where(endpoint => !IsFramework(endpoint));

    public static TheoryData<string> People => new(DemoPeople.All.Select(person => person.Email));

    [Fact]
    public void Every_endpoint_is_known_here()
    {
        var unknown = Pages
            .Select(Pattern)
            .Where(pattern =>
                !pattern.Contains("{PatientId")
                && !WithoutPatient.ContainsKey("GET " + pattern)
                && !PostOnly.Contains(pattern)
                && !Streams.Contains(pattern)
            )
            .Distinct();

        Assert.Empty(unknown);
        Assert.All(RecordTab.All, tab => Assert.Contains($"/patients/{{PatientId:guid}}/{tab.Part}", Pages.Select(Pattern)));
    }

    [Theory, MemberData(nameof(People))]
    public async Task What_is_not_theirs_does_not_exist(string email)
    {
        var visitor = await portal.VisitorAsync(email);
        var patients = await PatientsAsync();
        var theirs = await TheirsAsync(email);
        var asked = 0;
        var patterns = Pages.Select(Pattern).Where(pattern => pattern.Contains("{PatientId")).Distinct().Except(PostOnly);

        await Parallel.ForEachAsync(patterns, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, AskAsync);

        Assert.True(asked > 0 || theirs.Count == patients.Count);

        async ValueTask AskAsync(string pattern, CancellationToken cancel)
        {
            var window = portal.Visitor().With(visitor);
            var nowhere = await window.GetAsync(Fill(pattern, NoSuchPatient));
            Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
            var nothing = await nowhere.Content.ReadAsStringAsync();
            foreach (var (id, name) in patients)
            {
                var answer = await window.GetAsync(Fill(pattern, id.ToString()));
                var body = await answer.Content.ReadAsStringAsync();
                if (theirs.Contains(id))
                {
                    // The part may still be one that their access leaves out.
                    Assert.True(
                        answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound,
                        $"{pattern} of {name}: {answer.StatusCode}"
                    );
                    continue;
                }

                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{email} got {answer.StatusCode} at {pattern} of {name}");
                Assert.Equal(Still(nothing, NoSuchPatient), Still(body, id.ToString()));
                Interlocked.Increment(ref asked);
            }
        }
    }

    [Theory, MemberData(nameof(People))]
    public async Task Pages_without_a_patient_in_their_address_name_no_stranger(string email)
    {
        var visitor = await portal.VisitorAsync(email);
        var theirs = (await TheirsAsync(email)).Union(await InTheirQueueAsync(email)).ToHashSet();
        var strangers = (await PatientsAsync()).Where(patient => !theirs.Contains(patient.Id)).ToList();

        foreach (var (endpoint, expected) in WithoutPatient.Where(pair => !pair.Key.Contains("/sign-in", StringComparison.Ordinal)))
        {
            var answer = await visitor.GetAsync(Fill(endpoint["GET ".Length..], NoSuchPatient));
            var body = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

            Assert.Contains(answer.StatusCode, expected);
            // Administrators see the names of accounts, some of which are patients', and nothing of any record.
            if (email.StartsWith("admin@", StringComparison.Ordinal) && endpoint == "GET /")
                Assert.All(strangers, stranger => Assert.DoesNotContain(stranger.Id.ToString(), body));
            else
                Assert.All(strangers, stranger => Assert.DoesNotContain(stranger.Name, body));
        }
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_led_to_the_sign_in_page()
    {
        var patient = (await PatientsAsync())[0].Id.ToString();
        foreach (
            var pattern in Pages
                .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null)
                .Select(Pattern)
                .Distinct()
                .Except(PostOnly)
        )
        {
            var answer = await portal.Visitor().GetAsync(Fill(pattern, patient));

            Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{pattern}: {answer.StatusCode}");
            Assert.Contains("/sign-in?from=", answer.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task The_live_connection_is_refused_to_whoever_is_not_signed_in()
    {
        var answer = await portal
            .Visitor()
            .SendAsync(new(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1") { Headers = { { "Origin", "http://localhost" } } });

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static bool IsFramework(RouteEndpoint endpoint) =>
        Pattern(endpoint) is var pattern
        && (
            pattern.StartsWith("/_", StringComparison.Ordinal)
            || pattern.Contains('.')
            || pattern.Contains("{**")
            || pattern.Contains(":nonfile")
        );

    private static string Pattern(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string Fill(string pattern, string patient) =>
        pattern
            .Replace("{PatientId:guid}", patient)
            .Replace("{UnitId:guid}", NoSuchThing)
            .Replace("{AccountId:guid}", NoSuchThing)
            .Replace("{MemberId:guid}", NoSuchThing)
            .Replace("{ConcernId:guid}", NoSuchThing)
            .Replace("{TaskId:guid}", NoSuchThing)
            .Replace("{VisitId:guid}", NoSuchThing)
            .Replace("{AttachmentId:guid}", NoSuchThing)
            .Replace("{GrantId:guid}", NoSuchThing)
            .Replace("{InvitationId:guid}", NoSuchThing)
            .Replace("{Token}", "a-guess")
            .Replace("{DocumentId:guid}", NoSuchThing)
            .Replace("{UploadId:guid}", NoSuchThing)
            .Replace("{Number:int}", "1");

    // Forms carry a new token each time, and links to the content the address itself.
    private static string Still(string body, string id) => Html.Still(body.Replace(id, "ID"));

    private async Task<List<(Guid Id, string Name)>> PatientsAsync()
    {
        var json = await portal.Database.AsOwnerAsync<string>(
            "select json_agg(json_build_array(id, given_name || ' ' || family_name))::text from patients"
        );
        return
        [
            .. System
                .Text.Json.JsonDocument.Parse(json!)
                .RootElement.EnumerateArray()
                .Select(row => (row[0].GetGuid(), row[1].GetString()!)),
        ];
    }

    private async Task<HashSet<Guid>> TheirsAsync(string email) =>
        [
            .. (
                await portal.Database.AsOwnerAsync<Guid[]>(
                    """
                    select coalesce(array_agg(distinct a.patient_id), '{}')
                    from patient_access a join accounts c on c.id = a.account_id
                    where c.email = $1 and a.valid_from <= now() and (a.valid_until is null or a.valid_until > now())
                      and a.basis = any (app.hat_bases((select h.hat from account_hats h where h.account_id = c.id
                          order by array_position(array['patient', 'caregiver', 'coordinator', 'provider', 'administrator'], h.hat)
                          limit 1)))
                    """,
                    email
                )
            )!,
        ];

    // Whoever can take a task from the queue of their unit reads for whom it is, and nothing of the record.
    private async Task<Guid[]> InTheirQueueAsync(string email) =>
        (
            await portal.Database.AsOwnerAsync<Guid[]>(
                """
                select coalesce(array_agg(distinct t.patient_id), '{}')
                from accounts c join providers d on d.account_id = c.id join unit_members m on m.account_id = c.id and m.until is null
                join care_tasks t on t.asked_unit_id = m.unit_id and t.closed_at is null
                where c.email = $1
                """,
                email
            )
        )!;
}
