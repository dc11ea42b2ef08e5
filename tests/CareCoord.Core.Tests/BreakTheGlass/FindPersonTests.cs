using CareCoord.Access;
using CareCoord.BreakTheGlass;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.BreakTheGlass;

/// <summary>Finding a person with whom one has nothing to do: by exact name and birth date, not often, and noted.</summary>
public sealed class FindPersonTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Born = new(1955, 3, 4);
    private readonly World world = new(database);

    [Theory]
    [InlineData(Hat.Provider)]
    [InlineData(Hat.Coordinator)]
    public async Task Clinical_staff_find_somebody_and_the_audit_names_whom_but_not_what_was_typed(Hat hat)
    {
        var staff = await StaffAsync(hat);
        var patient = await NamedAsync("Walter", $"Findable {hat}");

        var found = Assert.Single(await FindAsync(staff, " walter ", $"FINDABLE  {hat}"));

        Assert.Equal(new FoundPerson(patient, $"Walter Findable {hat}", Born, found.Number, null, false), found);
        var noted = Assert.Single(await database.NotedAsync(staff.AccountId));
        Assert.Equal(("person.searched", (string?)null, (Guid?)null), (noted.Action, noted.Details, noted.SubjectId));
        Assert.Equal([patient], noted.Patients);
    }

    [Theory]
    [InlineData(Hat.Patient)]
    [InlineData(Hat.Caregiver)]
    [InlineData(Hat.Administrator)]
    [InlineData(Hat.System)]
    public async Task Nobody_else_searches_and_the_attempt_is_kept(Hat hat)
    {
        var account = await world.AccountAsync("Nora", Hat.Patient, Hat.Caregiver, Hat.Administrator, Hat.Provider);
        await NamedAsync("Walter", $"Hidden {hat}");

        await Assert.ThrowsAsync<NotFound>(() => FindAsync(new(account, hat), "Walter", $"Hidden {hat}"));

        Assert.Equal("access.refused", Assert.Single(await database.NotedAsync(account)).Action);
        Assert.Equal(0, await database.AsOwnerAsync<long>("select count(*) from person_searches where account_id = $1", account));
    }

    [Fact]
    public async Task A_hat_that_the_account_does_not_hold_finds_nobody()
    {
        var account = await world.AccountAsync("Patient only", Hat.Patient);

        await Assert.ThrowsAsync<NotFound>(() => FindAsync(new(account, Hat.Provider), "Walter", "Example"));
    }

    [Theory]
    [InlineData("Élodie", "Müller-Łukasz", "élodie", "MÜLLER-ŁUKASZ")]
    [InlineData("E\u0301lodie", "Novak", "Élodie", "Novak")]
    [InlineData("Anna Maria", "de la Cruz", "anna\u00A0 maria", "De  La Cruz")]
    [InlineData("Sean", "O'Brien", "Sean", "O’Brien")]
    [InlineData("Sean", "O’Neill", "sean", "o'neill")]
    [InlineData("Marie\u2011Luise", "Weiß", "Marie-Luise", "weiß")]
    [InlineData("美咲", "田中", " 美咲", "田中 ")]
    [InlineData("Ольга", "Соколова", "ОЛЬГА", "соколова")]
    [InlineData("José", "Nuñez", "Jose", "Nunez")]
    [InlineData("Jose", "Nunez", "José", "Nuñez")]
    [InlineData("Søren", "Weiß", "Soren", "Weiss")]
    [InlineData("İlkay", "Şahin", "ilkay", "sahin")]
    [InlineData("María José", "García", "José", "Garcia")]
    [InlineData("María José", "García", "maria", "Garcia")]
    [InlineData("María", "García", "María José", "García")]
    [InlineData("Anne-Marie", "Smith-Jones", "Anne", "Smith Jones")]
    [InlineData("Anne Marie", "Smith Jones", "Annemarie", "Smith–Jones")]
    [InlineData("Annemarie", "Smith-Jones", "Anne-Marie", "SmithJones")]
    [InlineData("D’Arcy", "O´Brien", "DArcy", "O`Brien")]
    [InlineData("Keola", "Kaʻōpua", "Keola", "Kaopua")]
    [InlineData("Sean", "O'Brien", "Sean", "OBrien")]
    [InlineData("Sean", "O Brien", "Sean", "O′Brien")]
    public async Task A_name_is_found_however_a_keyboard_writes_it(string given, string family, string typedGiven, string typedFamily)
    {
        var patient = await NamedAsync(given, family);

        // Others of this name are found with them.
        Assert.Contains(patient, (await FindAsync(await StaffAsync(), typedGiven, typedFamily)).Select(found => found.PatientId));
    }

    [Theory]
    [InlineData("-", "Exact", "1955-03-04")]
    [InlineData("Élodie", "'", "1955-03-04")]
    [InlineData("Élodi", "Exact", "1955-03-04")]
    [InlineData("Élodie", "Exac", "1955-03-04")]
    [InlineData("Élodie", "Exact", "1955-04-03")]
    [InlineData("Élodie", "Exact", "0001-01-01")]
    [InlineData("Élodie", "Exact", "9999-12-31")]
    [InlineData("%", "%", "1955-03-04")]
    [InlineData("Élodie", "_xact", "1955-03-04")]
    [InlineData("É.*", "Exact", "1955-03-04")]
    [InlineData("Exact", "Élodie", "1955-03-04")]
    [InlineData("Élodie Exact", "Élodie Exact", "1955-03-04")]
    [InlineData("Élodie\0", "Exact' or '1'='1", "1955-03-04")]
    [InlineData("<script>alert(1)</script>", "Exact", "1955-03-04")]
    [InlineData("\u202EeidolÉ", "Exact", "1955-03-04")]
    public async Task Nearly_right_shows_nothing_and_counts_all_the_same(string given, string family, string born)
    {
        var staff = await StaffAsync();
        await NamedAsync("Élodie", "Exact");

        Assert.Empty(
            await database
                .Get<FindPerson>()
                .RunAsync(staff, new(given, family, DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture)), default)
        );

        Assert.Equal(1, await SearchesAsync(staff));
        var noted = Assert.Single(await database.NotedAsync(staff.AccountId));
        Assert.Equal(("person.searched", (string?)null), (noted.Action, noted.Details));
        Assert.Empty(noted.Patients);
    }

    [Fact]
    public async Task A_hidden_person_and_one_who_does_not_exist_get_the_same_answer_and_leave_the_same_behind()
    {
        var staff = await StaffAsync();
        await NamedAsync("Hilda", "Hidden");

        Assert.Equal(await FindAsync(staff, "Hilda", "Hiden"), await FindAsync(staff, "Nobody", "Atall"));

        var noted = await database.NotedAsync(staff.AccountId);
        Assert.Equal(
            (noted[0].Action, noted[0].Details, noted[0].Patients.Length),
            (noted[1].Action, noted[1].Details, noted[1].Patients.Length)
        );
    }

    [Fact]
    public async Task The_name_they_go_by_counts_as_a_given_name_and_the_full_name_is_shown()
    {
        var patient = await NamedAsync("Margarethe", "Preferred");
        await database.AsOwnerAsync("update patients set preferred_name = 'Greta', pronouns = 'she' where id = $1", patient);

        var found = Assert.Single(await FindAsync(await StaffAsync(), "greta", "preferred"));

        Assert.Equal(("Margarethe Preferred", "she"), (found.Name, found.Pronouns));
    }

    [Fact]
    public async Task Of_many_with_one_name_at_most_five_are_shown_and_they_alone_are_noted()
    {
        var staff = await StaffAsync();
        for (var i = 0; i < 7; i++)
            await NamedAsync("John", "Many");

        var found = await FindAsync(staff, "John", "Many");

        Assert.Equal(5, found.Count);
        Assert.Equal(found.Select(f => f.PatientId).Order(), Assert.Single(await database.NotedAsync(staff.AccountId)).Patients.Order());
    }

    [Fact]
    public async Task Who_has_access_already_is_told_so_under_the_hat_that_has_it()
    {
        var cast = await Cast.PlayAsync(world, database, "Known");

        Assert.True(Assert.Single(await FindAsync(cast.Provider, "Known", "Example")).HasAccess);
        await world.HatAsync(cast.Provider.AccountId, Hat.Coordinator);
        Assert.False(Assert.Single(await FindAsync(cast.Provider with { Hat = Hat.Coordinator }, "Known", "Example")).HasAccess);
    }

    [Theory]
    [InlineData("", "Example")]
    [InlineData("Walter", " \t\0 ")]
    public async Task An_empty_name_is_asked_for_again(string given, string family) =>
        await Assert.ThrowsAsync<RuleBroken>(async () => await FindAsync(await StaffAsync(), given, family));

    [Fact]
    public async Task Ten_kilobytes_are_no_name() =>
        Assert.Contains(
            "too long",
            (
                await Assert.ThrowsAsync<RuleBroken>(async () => await FindAsync(await StaffAsync(), new string('a', 10_240), "Example"))
            ).Message
        );

    private async Task<Actor> StaffAsync(Hat hat = Hat.Provider) => new(await world.AccountAsync("Staff", hat), hat);

    private async Task<Guid> NamedAsync(string given, string family)
    {
        var patient = await world.PatientAsync(given);
        await database.AsOwnerAsync("update patients set family_name = $2 where id = $1", patient, family);
        return patient;
    }

    private Task<IReadOnlyList<FoundPerson>> FindAsync(Actor asker, string given, string family) =>
        database.Get<FindPerson>().RunAsync(asker, new(given, family, Born), default);

    private async Task<long> SearchesAsync(Actor asker) =>
        await database.AsOwnerAsync<long>("select count(*) from person_searches where account_id = $1", asker.AccountId);
}
