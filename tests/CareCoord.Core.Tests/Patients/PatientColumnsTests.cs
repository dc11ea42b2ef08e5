using System.Text.Json;
using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Core.Tests.Access;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Patients;

/// <summary>Who sees what is kept of a person: each column is declared here, and a new one fails until it is.</summary>
public sealed class PatientColumnsTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Words = "Zinnias by the window";

    // What the head of every page of a record says, or needs: for whoever may see any part of it.
    private static readonly string[] OfTheHead =
    [
        "account_id",
        "birth_date",
        "created_at",
        "family_name",
        "given_name",
        "id",
        "phone",
        "preferred_name",
        "pronouns",
        "record_number",
        "time_zone",
    ];

    // What belongs to one part of the record, in a table whose row security knows that part.
    private static readonly Dictionary<string, Category> OfAPart = new() { ["patient_stories.matters_to_me"] = Category.Story };

    private readonly World world = new(database);

    public static TheoryData<Category> Parts =>
        [.. Enum.GetValues<Category>().Where(one => int.IsPow2((int)one) && (one & Category.Labels) == 0)];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_column_of_a_person_is_of_the_head_or_of_a_part()
    {
        Assert.Equal(OfTheHead, await ColumnsAsync("patients"));
        foreach (var table in OfAPart.Keys.Select(name => name.Split('.')[0]).Distinct())
            Assert.Equal(
                OfAPart
                    .Keys.Where(name => name.StartsWith(table + ".", StringComparison.Ordinal))
                    .Select(name => name.Split('.')[1])
                    .Order(),
                (await ColumnsAsync(table)).Except(["patient_id"])
            );
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Somebody_who_sees_one_part_reads_the_head_and_what_is_of_that_part(Category part)
    {
        var cast = await CastAsync(part);

        Assert.Equal(
            1,
            await database.AsAppAsync<long>(
                cast.Caregiver,
                $"select count(*) from (select {string.Join(", ", OfTheHead)} from patients where id = $1) p",
                cast.Patient
            )
        );
        foreach (var (column, of) in OfAPart)
            Assert.Equal(
                of == part ? 1 : 0,
                await database.AsAppAsync<long>(
                    cast.Caregiver,
                    $"select count({column.Split('.')[1]}) from {column.Split('.')[0]} where patient_id = $1",
                    cast.Patient
                )
            );
        foreach (var actor in new[] { cast.Self, cast.Coordinator, cast.Provider })
            Assert.Equal(
                1,
                await database.AsAppAsync<long>(actor, "select count(*) from patient_stories where patient_id = $1", cast.Patient)
            );
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task No_door_shows_what_matters_to_somebody_but_to_those_who_see_their_story(Category part)
    {
        var cast = await world.EverythingAsync(await (await CastAsync(part)).WithConsentsAsync(world));

        foreach (var door in Doors.All.Where(door => Doors.NamesAPatient(door) && !door.Name.StartsWith("Run", StringComparison.Ordinal)))
        {
            var shown = "";
            try
            {
                shown = JsonSerializer.Serialize(await Doors.OpenAsync(database, door, cast.Caregiver, cast));
            }
            catch (Exception refused) when (refused is NotFound or RuleBroken) { }

            Assert.True(part == Category.Story || !shown.Contains(Words, StringComparison.Ordinal), $"{Doors.Name(door)} shows it.");
        }
    }

    [Fact]
    public async Task It_stands_in_the_head_for_whoever_sees_the_story_besides_another_part_and_for_the_patient()
    {
        var cast = await CastAsync(Category.Appointments | Category.Story);
        var visits = database.Get<AppointmentQueries>();

        foreach (var actor in cast.All)
            Assert.Equal(Words, (await visits.AppointmentsAsync(actor, cast.Patient, null, default)).Patient.MattersToMe);

        var narrow = await CastAsync(Category.Appointments);
        Assert.Null((await visits.AppointmentsAsync(narrow.Caregiver, narrow.Patient, null, default)).Patient.MattersToMe);
    }

    private async Task<Cast> CastAsync(Category sees)
    {
        var cast = await Cast.PlayAsync(world, database, "Zelda", sees, Category.None);
        await database.AsOwnerAsync("update patient_stories set matters_to_me = $2 where patient_id = $1", cast.Patient, Words);
        return cast;
    }

    private async Task<IEnumerable<string>> ColumnsAsync(string table) =>
        (
            await database.AsOwnerAsync<string[]>(
                "select array_agg(column_name::text) from information_schema.columns where table_schema = 'public' and table_name = $1",
                table
            )
        )!.Order(StringComparer.Ordinal);
}
