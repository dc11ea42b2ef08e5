using CareCoord.Access;
using CareCoord.Ops.Demo;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What the head of a record says beside who somebody is, those see who see the part that it belongs to.</summary>
public sealed class PatientHeadTests(Portal portal) : IClassFixture<Portal>, IAsyncLifetime
{
    private Guid rosa;
    private string words = "";

    public async Task InitializeAsync()
    {
        rosa = await portal.Database.PatientAsync("Rosa");
        words = (await portal.Database.AsOwnerAsync<string>("select matters_to_me from patient_stories where patient_id = $1", rosa))!;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task What_matters_to_her_stands_on_no_page_for_whoever_does_not_see_her_story()
    {
        var lucia = await portal.VisitorAsync(DemoPeople.Email("lucia"));
        foreach (var part in Enum.GetValues<Category>().Where(one => int.IsPow2((int)one) && one != Category.Story))
        {
            await GiveAsync(part);

            foreach (var tab in RecordTab.All)
                Assert.DoesNotContain(words, await PageAsync(lucia, $"/patients/{rosa}/{tab.Part}"));
            Assert.DoesNotContain(words, await PageAsync(lucia, "/"));
        }
    }

    [Fact]
    public async Task It_stands_there_for_whoever_sees_the_story_and_on_her_own_plan()
    {
        await GiveAsync(Category.Appointments | Category.Story);

        Assert.Contains(words, await PageAsync(await portal.VisitorAsync(DemoPeople.Email("lucia")), $"/patients/{rosa}/appointments"));
        foreach (var other in new[] { "ana", "carla", "grace", "rosa" })
            Assert.Contains(words, await PageAsync(await portal.VisitorAsync(DemoPeople.Email(other)), $"/patients/{rosa}/plan"));
    }

    private Task GiveAsync(Category sees) =>
        portal.Database.AsOwnerAsync(
            """
            update proxy_grants set view_bits = $2, manage_bits = 0
            where patient_id = $1 and caregiver_account_id = (select id from accounts where email = $3)
            """,
            rosa,
            (int)sees,
            DemoPeople.Email("lucia")
        );

    private static async Task<string> PageAsync(Visitor visitor, string path) =>
        await (await visitor.GetAsync(path)).Content.ReadAsStringAsync();
}
