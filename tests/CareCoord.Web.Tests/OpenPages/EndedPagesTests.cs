using System.Net;
using System.Net.ServerSentEvents;
using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.OpenPages;
using CareCoord.Web.OpenPages;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests.OpenPages;

/// <summary>An open page hears at once that what it shows is no longer its reader's to see.</summary>
public sealed class EndedPagesTests(Portal portal) : IClassFixture<Portal>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Suspended_narrowed_and_ended_by_time_each_are_heard_and_the_page_is_no_longer_there()
    {
        var lucia = await portal.VisitorAsync("lucia@demo.carecoord.test");
        var patient = await RosasIdAsync();
        var visits = $"/patients/{patient}/appointments";
        var page = await lucia.ReadAsync(visits);
        Assert.Contains($"data-shown=\"{patient:N}.2\"", page);
        Assert.Contains("You can no longer see Rosa", WebUtility.HtmlDecode(page));

        await HearsAsync(
            lucia,
            patient,
            "ended",
            () => DoAsync<SuspendGrant>((act, rosa, version, grant) => act.RunAsync(rosa, new(patient, grant, version), default))
        );
        Assert.Equal(HttpStatusCode.NotFound, (await lucia.GetAsync(visits)).StatusCode);
        await DoAsync<ResumeGrant>((act, rosa, version, grant) => act.RunAsync(rosa, new(patient, grant, version), default));
        Assert.Equal(HttpStatusCode.OK, (await lucia.GetAsync(visits)).StatusCode);

        await HearsAsync(
            lucia,
            patient,
            "narrowed",
            () =>
                DoAsync<ChangeGrant>(
                    (act, rosa, version, grant) =>
                        act.RunAsync(rosa, new(patient, grant, version, Category.Messages, Category.None, null), default)
                )
        );
        Assert.Equal(HttpStatusCode.NotFound, (await lucia.GetAsync(visits)).StatusCode);

        await DoAsync<ChangeGrant>(
            (act, rosa, version, grant) =>
                act.RunAsync(rosa, new(patient, grant, version, Category.Appointments, Category.None, null), default)
        );
        // No word is sent when time passes: the page is told at that moment all the same.
        await portal.Database.AsOwnerAsync(
            "update proxy_grants set ends_at = now() + interval '4 seconds' where id = $1",
            await GrantAsync()
        );
        await HearsAsync(lucia, patient, "ended", () => Task.CompletedTask);
        Assert.Equal(HttpStatusCode.NotFound, (await lucia.GetAsync(visits)).StatusCode);
        await portal.Database.AsOwnerAsync("update proxy_grants set ends_at = null where id = $1", await GrantAsync());
    }

    [Fact]
    public async Task A_page_of_somebody_who_was_never_seen_hears_so_at_once_and_what_is_no_list_is_left_out()
    {
        var lucia = await portal.VisitorAsync("lucia@demo.carecoord.test");
        var stranger = await portal.Database.AsOwnerAsync<Guid>("select p.id from patients p where p.given_name = 'Walter' limit 1");
        await HearsAsync(lucia, stranger, "ended", () => Task.CompletedTask);

        foreach (
            var hostile in new[]
            {
                "",
                ",,,",
                "x.1",
                $"{stranger:N}",
                $"{stranger:N}.-1",
                $"{stranger:N}.99999",
                "'; drop table x;--.1",
                string.Join(',', Enumerable.Repeat($"{stranger:N}.1", 5000)),
                "%00.1",
            }
        )
        {
            using var stream = await lucia.ListenAsync("/live/notifications?shows=" + Uri.EscapeDataString(hostile));
            Assert.Contains(stream.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.RequestUriTooLong });
        }
    }

    [Fact]
    public void A_page_asks_for_fifty_people_at_most_and_for_each_once()
    {
        var many = Enumerable.Range(0, 80).Select(_ => $"{Guid.CreateVersion7():N}.1").ToArray();

        Assert.Equal(OpenPageQueries.Most, OpenPageMarks.Of(string.Join(',', many)).Count);
        Assert.Single(OpenPageMarks.Of($"{many[0]},{many[0]},nonsense,{many[0][..32]}.0,{many[0][..32]}.4096"));
    }

    private static async Task HearsAsync(Visitor visitor, Guid patient, string kind, Func<Task> act)
    {
        using var stream = await visitor.ListenAsync($"/live/notifications?shows={patient:N}.2");
        await using var items = SseParser.Create(await stream.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();
        var acted = false;
        while (await items.MoveNextAsync().AsTask().WaitAsync(Patience))
        {
            if (items.Current.EventType == kind)
            {
                Assert.Equal(patient.ToString("N"), items.Current.Data);
                return;
            }

            if (items.Current.EventType == "left")
                continue;
            Assert.Equal("unread", items.Current.EventType);
            if (!acted)
                await act();
            acted = true;
        }

        Assert.Fail("The stream ended without a word.");
    }

    private async Task DoAsync<T>(Func<T, Actor, uint, Guid, Task> act)
        where T : notnull
    {
        var (grant, rosa) = (
            await GrantAsync(),
            await portal.Database.AsOwnerAsync<Guid>("select id from accounts where email = 'rosa@demo.carecoord.test'")
        );
        var version = await portal.Database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", grant);
        await act(portal.Services.GetRequiredService<T>(), new(rosa, Hat.Patient), version, grant);
    }

    private Task<Guid> GrantAsync() =>
        portal.Database.AsOwnerAsync<Guid>(
            "select g.id from proxy_grants g join accounts a on a.id = g.caregiver_account_id where a.email = 'lucia@demo.carecoord.test'"
        );

    private Task<Guid> RosasIdAsync() =>
        portal.Database.AsOwnerAsync<Guid>(
            "select p.id from patients p join accounts a on a.id = p.account_id where a.email = 'rosa@demo.carecoord.test'"
        );
}
