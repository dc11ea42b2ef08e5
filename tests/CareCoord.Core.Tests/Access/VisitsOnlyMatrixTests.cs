using System.Text.Json;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Access;

/// <summary>A proxy whose grant gives the visits and nothing else, at every door to the record.</summary>
public sealed class VisitsOnlyMatrixTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly string[] Opened = ["AppointmentQueries.AppointmentsAsync"];
    private readonly World world = new(database);
    private Cast zelda = null!;

    public async Task InitializeAsync()
    {
        zelda = await Cast.PlayAsync(world, database, "Zelda", Category.Appointments, Category.None);
        zelda = await world.EverythingAsync(await zelda.WithConsentsAsync(world));
        await database.AsOwnerAsync(
            "update legal_documents set signed_by = 'Zephyr', paper_is_at = 'Zinnia drawer' where patient_id = $1",
            zelda.Patient
        );
        await database.AsOwnerAsync("update treatment_plans set change_note = 'Zigzag' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update goals set own_words = 'Zest', statement = 'Zest' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update activities set title = 'Zumba', done_by = 'caregiver' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update care_concerns set concern = 'Zither' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update care_tasks set title = 'Zinc' where patient_id = $1", zelda.Patient);
        await database.AsOwnerAsync("update appointments set title = 'Zoo' where patient_id = $1", zelda.Patient);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> AllDoors() => [.. Doors.All.Select(Doors.Name).Except(Doors.OpenToAll)];

    [Theory, MemberData(nameof(AllDoors))]
    public async Task No_door_shows_anything_but_the_visits_and_none_lets_anything_be_done(string door)
    {
        await NotificationsAsync();
        var method = Doors.All.Single(d => Doors.Name(d) == door);
        object? answer = null;
        var refused = await Record.ExceptionAsync(async () => answer = await Doors.OpenAsync(database, method, zelda.Caregiver, zelda));

        var shown = refused?.Message ?? JsonSerializer.Serialize(answer);
        foreach (var mark in new[] { "Zigzag", "Zest", "Zumba", "Zither", "Zinc", "Zephyr", "Zinnia", "Zia Agent", "Zapped", "Zoned" })
            Assert.DoesNotContain(mark, shown, StringComparison.OrdinalIgnoreCase);
        if (!Doors.NamesAPatient(method))
            return;
        if (Opened.Contains(door))
            Assert.Contains("Zoo", shown);
        else
            Assert.True(refused is NotFound or RuleBroken, $"{door} answered {shown}");
    }

    [Fact]
    public async Task Notices_of_what_the_grant_leaves_out_are_neither_listed_nor_counted_nor_opened()
    {
        var ids = await NotificationsAsync();
        string[] theirs = ["grant_changed", "grant_ended", "grant_given", "grant_resumed", "grant_suspended"];

        var view = await database.Get<NotificationQueries>().NotificationsAsync(zelda.Caregiver, null, default);

        Assert.Equal(theirs, view.Rows.Items.Select(row => row.Kind.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            (theirs.Length, theirs.Length),
            (view.Unread, await database.Get<NotificationQueries>().UnreadAsync(zelda.Caregiver, default))
        );
        Assert.Equal(theirs.Length, await database.AsAppAsync<long>(zelda.Caregiver, "select count(*) from notifications"));
        foreach (var (_, id) in ids.Where(pair => !theirs.Contains(pair.Key)))
            await Assert.ThrowsAsync<NotFound>(() => database.Get<OpenNotification>().RunAsync(zelda.Caregiver, new(id), default));
        await database.Get<OpenNotification>().RunAsync(zelda.Caregiver, new(ids["grant_changed"]), default);
    }

    [Fact]
    public async Task What_is_told_to_those_who_may_see_it_is_told_as_before()
    {
        var all = await Cast.PlayAsync(world, database, "Open");
        await world.NotifyAsync(all.Caregiver.AccountId, Hat.Caregiver, "team_joined", all.Patient, all.Member, all.Coordinator.AccountId);
        await world.NotifyAsync(all.Caregiver.AccountId, Hat.Caregiver, "glass_broken", all.Patient, null, all.Coordinator.AccountId);

        Assert.Equal(2, await database.Get<NotificationQueries>().UnreadAsync(all.Caregiver, default));
    }

    public static TheoryData<string> OtherTables() =>
        [
            .. Feature
                .All.SelectMany(feature => feature.Tables)
                .Where(table => !table.Part.HasFlag(Category.Appointments))
                .Select(table => table.Name),
        ];

    [Theory, MemberData(nameof(OtherTables))]
    public async Task The_database_holds_the_rest_back_past_the_product(string table)
    {
        Assert.NotEqual(0, await database.AsOwnerAsync<long>($"select count(*) from {table} where patient_id = $1", zelda.Patient));
        Assert.Equal(0, await database.AsAppAsync<long>(zelda.Caregiver, $"select count(*) from {table}"));
    }

    [Fact]
    public async Task Nor_does_it_show_what_became_of_grants()
    {
        await database.AsOwnerAsync(
            """
            insert into proxy_grant_entries (patient_id, id, grant_id, action, at, account_id, hat, view_bits, manage_bits)
            select patient_id, gen_random_uuid(), id, 'changed', starts_at, $2, 'patient', view_bits, manage_bits from proxy_grants
            where patient_id = $1
            """,
            zelda.Patient,
            zelda.Self.AccountId
        );

        Assert.NotEqual(
            0,
            await database.AsOwnerAsync<long>("select count(*) from proxy_grant_entries where patient_id = $1", zelda.Patient)
        );
        Assert.Equal(0, await database.AsAppAsync<long>(zelda.Caregiver, "select count(*) from proxy_grant_entries"));
    }

    // One of every kind, about this patient.
    private async Task<Dictionary<string, Guid>> NotificationsAsync()
    {
        await database.AsOwnerAsync("delete from notifications where account_id = $1", zelda.Caregiver.AccountId);
        var ids = new Dictionary<string, Guid>();
        foreach (var kind in NotificationKind.All)
        {
            Guid? subject = kind.Subject is { } table ? await world.RowAsync(table, zelda.Patient) : null;
            ids[kind.Name] = await world.NotifyAsync(
                zelda.Caregiver.AccountId,
                Hat.Caregiver,
                kind.Name,
                zelda.Patient,
                subject,
                zelda.Coordinator.AccountId
            );
        }

        return ids;
    }
}
