using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.SavedViews;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>What the desk reads while it is open: again, somebody beside the list, whose changes it hears of, and its columns.</summary>
public sealed class CaseloadDeskLiveTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    [Fact]
    public async Task A_page_that_lives_says_whom_it_showed_and_only_others_are_a_new_entry_of_the_audit()
    {
        var carla = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var (ada, ben) = (await OfAsync(carla, "Ada"), await OfAsync(carla, "Ben"));
        await KnowingAsync(carla, null);
        await KnowingAsync(carla, [ada.Patient, ben.Patient]);
        await KnowingAsync(carla, [ada.Patient]);
        await database.Get<CaseloadDeskQueries>().PersonAsync(carla, ada.Patient, null, default);
        await database.Get<CaseloadDeskQueries>().PersonAsync(carla, ada.Patient, [ada.Patient], default);

        var noted = (await database.NotedAsync(carla.AccountId)).Select(n => (n.Action, string.Join(' ', n.Patients.Order()))).ToList();
        Assert.Equal(
            new[]
            {
                ("caseload.read", string.Join(' ', new[] { ada.Patient, ben.Patient }.Order())),
                ("caseload.read", ben.Patient.ToString()),
                ("caseload.glanced", ada.Patient.ToString()),
            }.Order(),
            noted.Order()
        );
    }

    [Fact]
    public async Task Somebody_beside_the_list_is_shown_with_the_open_tasks_to_those_who_have_them_on_their_caseload()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await database.AsOwnerAsync("update patients set phone = '+13125550177', pronouns = 'he' where id = $1", cast.Patient);
        await database.AsOwnerAsync("update patient_stories set matters_to_me = 'The garden' where patient_id = $1", cast.Patient);
        for (var day = 6; day > 0; day--)
            await DueAsync(await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId), Now.AddDays(day - 2));

        var person = await database.Get<CaseloadDeskQueries>().PersonAsync(cast.Coordinator, cast.Patient, null, default);

        Assert.Equal(
            ("Walter Example", "+13125550177", "he", "The garden", 6),
            (person.Name, person.Phone, person.Pronouns, person.MattersToMe, person.OpenTasks)
        );
        Assert.Equal(Enumerable.Range(-1, 5).Select(day => (DateTimeOffset?)Now.AddDays(day)), person.Tasks.Select(task => task.DueAt));
        Assert.Equal([true, false, false, false, false], person.Tasks.Select(task => task.IsLate));
        foreach (var actor in new[] { cast.Provider, cast.Self, cast.Caregiver, cast.Coordinator with { Hat = Hat.Provider } })
            await Assert.ThrowsAsync<NotFound>(() => database.Get<CaseloadDeskQueries>().PersonAsync(actor, cast.Patient, null, default));
    }

    [Fact]
    public async Task The_desk_hears_of_the_changes_of_those_for_whom_one_stands_in_and_brings_ones_columns()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var deputy = new Actor(await world.AccountAsync("Dana", Hat.Coordinator), Hat.Coordinator);
        await world.AbsenceAsync(cast.Coordinator, deputy.AccountId);
        await database.Get<KeepColumns>().RunAsync(deputy, new(Desk.Caseload, "person:20 why:40"), default);
        await database.Get<KeepColumns>().RunAsync(deputy, new(Desk.Caseload, "person:30 risk:12"), default);

        var desk = await KnowingAsync(deputy, null);

        Assert.Equal(new[] { deputy.AccountId, cast.Coordinator.AccountId }.Order(), desk.ChangesOf.Order());
        Assert.Equal("person:30 risk:12", desk.Columns);
        Assert.Null((await KnowingAsync(cast.Coordinator, null)).Columns);
    }

    private async Task<Cast> OfAsync(Actor coordinator, string name)
    {
        var cast = await Cast.PlayAsync(world, database, name);
        await database.AsOwnerAsync(
            "update caseload_assignments set coordinator_account_id = $2 where id = $1",
            cast.Assignment,
            coordinator.AccountId
        );
        return cast;
    }

    private Task DueAsync(TaskIds task, DateTimeOffset due) =>
        database.AsOwnerAsync("update care_tasks set due_at = $2 where id = $1", task.Task, due);

    private Task<CaseloadDeskView> KnowingAsync(Actor actor, Guid[]? known) =>
        database.Get<CaseloadDeskQueries>().DeskAsync(actor, new(CaseloadSort.Need), known, default);
}
