using System.Text.Json;
using CareCoord.Access;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Access;

/// <summary>Everybody who has nothing to do with a patient, at every door to a record.</summary>
public sealed class StrangerMatrixTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast zelda = null!;
    private Cast other = null!;

    public async Task InitializeAsync()
    {
        zelda = await world.EverythingAsync(await (await Cast.PlayAsync(world, database, "Zelda")).WithConsentsAsync(world));
        other = await (await (await Cast.PlayAsync(world, database, "Other")).WithTaskAsync(world)).WithDocumentsAsync(world, database);
        await database.AsOwnerAsync("update patients set given_name = 'Zebulon' where id = $1", zelda.Patient);
        await database.AsOwnerAsync("update patient_stories set matters_to_me = 'Zebras' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update treatment_plans set change_note = 'Zigzag' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update goals set own_words = 'Zest', statement = 'Zest' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update care_concerns set concern = 'Zither' where patient_id = $1", zelda.Patient);
        zelda = zelda with
        {
            ConcernVersion = await database.AsOwnerAsync<uint>("select xmin from care_concerns where id = $1", zelda.Concern),
        };
        await database.AsOwnerAsync("update appointments set title = 'Zoo' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update care_tasks set title = 'Zither' where patient_id = $1", zelda.Patient);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> NamingAPatient() => [.. Doors.All.Where(Doors.NamesAPatient).Select(Doors.Name)];

    public static TheoryData<string> Lists() =>
        [.. Doors.All.Where(d => !Doors.NamesAPatient(d) && !Doors.OpenToAll.Contains(Doors.Name(d))).Select(Doors.Name)];

    [Theory]
    [MemberData(nameof(NamingAPatient))]
    public async Task A_door_to_one_record_is_not_there_for_any_stranger(string door)
    {
        var method = Doors.All.Single(d => Doors.Name(d) == door);
        Assert.Contains(method.GetParameters(), p => p.ParameterType == typeof(Actor));
        foreach (var stranger in Strangers())
            await Assert.ThrowsAsync<NotFound>(() => Doors.OpenAsync(database, method, stranger, zelda));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_shows_a_stranger_nothing_of_the_record(string door)
    {
        var method = Doors.All.Single(d => Doors.Name(d) == door);
        Assert.Contains(method.GetParameters(), p => p.ParameterType == typeof(Actor));
        foreach (var stranger in Strangers())
        {
            string shown;
            try
            {
                shown = JsonSerializer.Serialize(await Doors.OpenAsync(database, method, stranger, zelda));
            }
            catch (NotFound)
            {
                continue;
            }
            catch (RuleBroken rule)
            {
                shown = rule.Message;
            }

            foreach (var mark in new[] { zelda.Patient.ToString(), "Zebulon", "Zebras", "Zigzag", "Zest", "Zoo", "Zither" })
                Assert.DoesNotContain(mark, shown, StringComparison.OrdinalIgnoreCase);
        }
    }

    public static TheoryData<string> OpenToThePatient() =>
        [.. Doors.All.Where(Doors.NamesAPatient).Select(Doors.Name).Except(Doors.NotForThePatient)];

    [Theory]
    [MemberData(nameof(OpenToThePatient))]
    public async Task The_same_door_opens_for_the_patient_or_says_that_it_is_the_staffs(string door)
    {
        var method = Doors.All.Single(d => Doors.Name(d) == door);
        if (!Doors.IsStaffs(method))
        {
            await Doors.OpenAsync(database, method, zelda.Self, zelda);
            return;
        }

        await Assert.ThrowsAsync<RuleBroken>(() => Doors.OpenAsync(database, method, zelda.Self, zelda));
        await Assert.ThrowsAsync<RuleBroken>(() => Doors.OpenAsync(database, method, zelda.Caregiver, zelda));
        // Somebody to whom the coordinator can hand her over.
        await world.HatAsync(zelda.Provider.AccountId, Hat.Coordinator);
        await Doors.OpenAsync(database, method, zelda.Coordinator, zelda);
    }

    [Fact]
    public void The_doors_are_found()
    {
        var names = Doors.All.Select(door => Doors.Name(door)).ToList();
        Assert.Contains("TreatmentPlanQueries.PlanAsync", names);
        Assert.Contains("TickActivity.RunAsync", names);
        Assert.Subset(names.ToHashSet(), Doors.NotForThePatient.ToHashSet());
        Assert.Contains("CaseloadQueries.CaseloadAsync", names);
    }

    /// <summary>
    /// People with a record, a proxy, a caseload or a team of their own; the right people under wrong hats; and those without any.
    /// </summary>
    private IEnumerable<Actor> Strangers()
    {
        var bare = Guid.CreateVersion7();
        return
        [
            .. other.All,
            zelda.Self with
            {
                Hat = Hat.Provider,
            },
            zelda.Self with
            {
                Hat = Hat.Coordinator,
            },
            zelda.Caregiver with
            {
                Hat = Hat.Patient,
            },
            zelda.Coordinator with
            {
                Hat = Hat.Provider,
            },
            zelda.Provider with
            {
                Hat = Hat.Administrator,
            },
            other.Caregiver with
            {
                ActingFor = zelda.Patient,
            },
            .. Enum.GetValues<Hat>().Select(hat => new Actor(bare, hat)),
            Actor.Portal,
        ];
    }
}
