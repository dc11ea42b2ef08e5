using CareCoord.Access;
using CareCoord.BreakTheGlass;
using CareCoord.CareTasks;
using CareCoord.Caseloads;
using CareCoord.LegalDocuments;
using CareCoord.MyPatients;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Patients;

/// <summary>
/// Where one chooses or acts over several people, two of one name and one birth date are told apart by the numbers of their records.
/// </summary>
public sealed class EqualNamesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;
    private Guid twin;

    public async Task InitializeAsync()
    {
        cast = await Cast.PlayAsync(world, database, "Wálter");
        twin = await HeldAsync("walter");
        await HeldAsync("Rosa");
        var born = await HeldAsync("Walter");
        await database.AsOwnerAsync("update patients set birth_date = '1955-03-05' where id = $1", born);
        // Of one name and day too, but nobody whom the staff of these see.
        await Cast.PlayAsync(world, database, "Rosa");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Lists => ["caseload", "desk", "hand-over", "tasks", "patients of tasks", "many", "team", "documents"];

    [Theory, MemberData(nameof(Lists))]
    public async Task A_list_says_the_numbers_of_those_two_and_of_nobody_else(string list)
    {
        var numbers = await NumbersAsync(list);

        Assert.Equal(4, numbers.Count);
        Assert.Equal(
            [.. new[] { await NumberAsync(cast.Patient), await NumberAsync(twin) }.Order()],
            numbers.Where(one => one.Number is not null).Select(one => one.Number!.Value).Order()
        );
        Assert.All(numbers, one => Assert.Equal(one.Patient == cast.Patient || one.Patient == twin, one.Number is not null));
    }

    [Fact]
    public async Task Whoever_looks_for_a_person_reads_the_number_of_each_before_the_glass_is_broken()
    {
        var stranger = new Actor(await world.AccountAsync("Stranger", Hat.Coordinator), Hat.Coordinator);

        var (one, other) = (await world.PatientAsync("Zacharias"), await world.PatientAsync("Zacharias"));

        var found = await database.Get<FindPerson>().RunAsync(stranger, new("Zacharias", "Example", new(1955, 3, 4)), default);

        Assert.Equal(
            [(one, await NumberAsync(one)), (other, await NumberAsync(other))],
            found.Select(person => (person.PatientId, person.Number)).Order()
        );
        Assert.Equal(
            found.OrderBy(person => person.PatientId),
            (await database.Get<GlassQueries>().FindPersonAsync(stranger, default)).Found.OrderBy(person => person.PatientId)
        );
    }

    private async Task<List<(Guid Patient, long? Number)>> NumbersAsync(string list)
    {
        var (carla, nurse) = (cast.Coordinator, cast.Provider);
        var filter = new TaskFilter(TaskList.Delegated, TaskSort.Patient, null, null, null, null, TimeZoneInfo.Utc, null);
        return list switch
        {
            "caseload" =>
            [
                .. (await database.Get<CaseloadQueries>().CaseloadAsync(carla, null, default)).Rows.Items.Select(one =>
                    (one.PatientId, one.Number)
                ),
            ],
            "desk" =>
            [
                .. (await database.Get<CaseloadDeskQueries>().DeskAsync(carla, new(CaseloadSort.Name), null, default)).Rows.Items.Select(
                    one => (one.PatientId, one.Number)
                ),
            ],
            "hand-over" =>
            [
                .. (await database.Get<HandOverQueries>().ChoiceAsync(carla, null, default)).People.Select(one =>
                    (one.PatientId, one.Number)
                ),
            ],
            "tasks" =>
            [
                .. (await database.Get<CareTaskQueries>().TasksAsync(carla, filter, default)).Rows.Items.Select(one =>
                    (one.PatientId, one.Number)
                ),
            ],
            "patients of tasks" =>
            [
                .. (await database.Get<TaskPatientQueries>().PatientsAsync(carla, filter, null, default)).Select(one =>
                    (one.Id, one.Number)
                ),
            ],
            "many" =>
            [
                .. (await database.Get<AssigneeQueries>().ForManyAsync(carla, await MineAsync(), default)).Patients.Select(one =>
                    (one.Id, one.Number)
                ),
            ],
            "team" =>
            [
                .. (await database.Get<MyPatientQueries>().MyPatientsAsync(nurse, default)).Patients.Select(one =>
                    (one.PatientId, one.Number)
                ),
            ],
            _ =>
            [
                .. (await database.Get<DocumentSearchQueries>().FindAsync(carla, new(), null, default)).Rows.Items.Select(one =>
                    (one.PatientId, one.Number)
                ),
            ],
        };
    }

    private Task<long> NumberAsync(Guid patient) =>
        database.AsOwnerAsync<long>("select record_number from patients where id = $1", patient);

    private async Task<Guid[]> MineAsync() =>
        (
            await database.AsOwnerAsync<Guid[]>(
                "select array_agg(patient_id) from caseload_assignments where coordinator_account_id = $1",
                cast.Coordinator.AccountId
            )
        )!;

    // Another patient of the same coordinator and nurse, with a document; all four have a task.
    private async Task<Guid> HeldAsync(string name)
    {
        var patient = await world.PatientAsync(name);
        await world.AssignCaseloadAsync(patient, cast.Coordinator.AccountId);
        await world.JoinTeamAsync(patient, cast.Provider.AccountId, cast.ProviderId);
        foreach (var one in twin == Guid.Empty ? [cast.Patient, patient] : new[] { patient })
        {
            await world.DocumentAsync(one, cast.Self, reviewedBy: cast.Coordinator.AccountId);
            await world.TaskAsync(one, cast.Coordinator.AccountId, cast.Provider.AccountId);
        }

        return patient;
    }
}
