using CareCoord.Access;
using CareCoord.Organisations;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Organisations;

/// <summary>The administrator sets the clinic's hours, holidays and units; nobody else does.</summary>
public sealed class ClinicTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Hostile = "\u202E<script>\0";
    private readonly World world = new(database);
    private Actor admin = null!;
    private Actor carla = null!;

    private static DateOnly Christmas => new(2026, 12, 25);

    public async Task InitializeAsync()
    {
        await world.OrganisationAsync();
        await database.AsOwnerAsync("delete from business_hours");
        await database.AsOwnerAsync("delete from holidays");
        admin = new(await world.AccountAsync("Alex", Hat.Administrator), Hat.Administrator);
        carla = new(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task New_hours_count_at_once_and_are_audited()
    {
        Assert.Equal(BusinessCalendar.UsualHours, (await ClinicAsync()).Hours);
        var calendars = database.Get<BusinessCalendarQueries>();
        var before = await calendars.CalendarAsync(default);

        await RunAsync<ChangeOpeningHours>(c =>
            c.RunAsync(admin, new(new Dictionary<DayOfWeek, OpeningHours> { [DayOfWeek.Saturday] = new(new(9, 0), new(12, 30)) }), default)
        );

        var after = await calendars.CalendarAsync(default);
        Assert.NotSame(before, after);
        Assert.Equal(new OpeningHours(new(9, 0), new(12, 30)), after.HoursOn(new(2026, 11, 28)));
        Assert.Null(after.HoursOn(new(2026, 11, 23)));
        Assert.Equal([DayOfWeek.Saturday], (await ClinicAsync()).Hours.Keys);
        Assert.Equal("""{"saturday": "09:00-12:30"}""", (await NotedAsync("clinic.hours-changed")).Details);
    }

    [Fact]
    public async Task Hours_that_make_no_sense_change_nothing()
    {
        foreach (
            var hours in new[]
            {
                new Dictionary<DayOfWeek, OpeningHours>(),
                new() { [DayOfWeek.Monday] = new(new(9, 0), new(9, 0)) },
                new() { [DayOfWeek.Monday] = new(new(17, 0), new(9, 0)) },
            }
        )
            await Assert.ThrowsAsync<RuleBroken>(() => database.Get<ChangeOpeningHours>().RunAsync(admin, new(hours), default));

        Assert.Equal(BusinessCalendar.UsualHours, (await ClinicAsync()).Hours);
    }

    [Fact]
    public async Task A_holiday_is_added_once_counts_at_once_and_can_be_removed()
    {
        var calendars = database.Get<BusinessCalendarQueries>();
        Assert.NotNull((await calendars.CalendarAsync(default)).HoursOn(Christmas));

        await RunAsync<AddHoliday>(a => a.RunAsync(admin, new(Christmas, $" Christmas {Hostile}Day "), default));

        Assert.Null((await calendars.CalendarAsync(default)).HoursOn(Christmas));
        Assert.Equal(new HolidayView(Christmas, "Christmas <script>Day"), Assert.Single((await ClinicAsync()).Holidays));
        Assert.Contains(
            "already",
            (
                await Assert.ThrowsAsync<RuleBroken>(() => database.Get<AddHoliday>().RunAsync(admin, new(Christmas, "Again"), default))
            ).Message
        );

        await RunAsync<RemoveHoliday>(r => r.RunAsync(admin, new(Christmas), default));
        Assert.NotNull((await calendars.CalendarAsync(default)).HoursOn(Christmas));
        Assert.Empty((await ClinicAsync()).Holidays);
        await Assert.ThrowsAsync<NotFound>(() => database.Get<RemoveHoliday>().RunAsync(admin, new(Christmas), default));
        Assert.Equal("""{"date": "2026-12-25", "name": "Christmas <script>Day"}""", (await NotedAsync("clinic.holiday-added")).Details);
        Assert.Equal("""{"date": "2026-12-25"}""", (await NotedAsync("clinic.holiday-removed")).Details);
    }

    [Theory]
    [InlineData("2026-11-22", "Yesterday")]
    [InlineData("2028-11-24", "Too far")]
    [InlineData("0001-01-01", "First")]
    [InlineData("9999-12-31", "Last")]
    [InlineData("2026-12-25", "")]
    [InlineData("2026-12-25", "\0 \u202E")]
    [InlineData("2026-12-25", null)]
    public async Task A_holiday_that_makes_no_sense_is_refused_with_a_sentence(string date, string? name)
    {
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<AddHoliday>()
                .RunAsync(
                    admin,
                    new(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), name ?? new string('x', 10_240)),
                    default
                )
        );

        Assert.Empty((await ClinicAsync()).Holidays);
    }

    [Fact]
    public async Task A_unit_is_added_renamed_and_staffed_and_each_step_is_audited()
    {
        var name = $"Home nursing {Guid.CreateVersion7():N}";
        var unit = await database.Get<AddUnit>().RunAsync(admin, new(name + Hostile, " (312) 555-0199 "), default);
        Assert.Equal((name + "<script>", "(312) 555-0199"), await NamedAsync(unit));
        Assert.Contains(
            "already",
            (
                await Assert.ThrowsAsync<RuleBroken>(() => database.Get<AddUnit>().RunAsync(admin, new(name + "<script>", null), default))
            ).Message
        );

        await RunAsync<ChangeUnit>(c => c.RunAsync(admin, new(unit, name + " 2", null), default));
        await RunAsync<AddUnitMember>(a => a.RunAsync(admin, new(unit, carla.AccountId), default));
        Assert.Contains(
            "already",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    database.Get<AddUnitMember>().RunAsync(admin, new(unit, carla.AccountId), default)
                )
            ).Message
        );
        Assert.Contains(
            "Only coordinators",
            (
                await Assert.ThrowsAsync<RuleBroken>(() =>
                    database.Get<AddUnitMember>().RunAsync(admin, new(unit, admin.AccountId), default)
                )
            ).Message
        );
        var view = (await ClinicAsync()).Units.Single(u => u.Id == unit);
        Assert.Equal((name + " 2", null, "Carla"), (view.Name, view.Phone, Assert.Single(view.Members).Name));

        database.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync<EndUnitMember>(e => e.RunAsync(admin, new(unit, view.Members[0].Id), default));
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<EndUnitMember>().RunAsync(admin, new(unit, view.Members[0].Id), default));
        Assert.Empty((await ClinicAsync()).Units.Single(u => u.Id == unit).Members);
        foreach (var action in new[] { "unit.added", "unit.changed", "unit.member-added", "unit.member-ended" })
            await NotedAsync(action);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("\0\u202E ", null)]
    [InlineData("10240", null)]
    [InlineData("Pharmacy", "10240")]
    public async Task A_unit_needs_a_name_and_neither_it_nor_the_phone_is_endless(string name, string? phone)
    {
        static string? Filled(string? text) => text == "10240" ? new string('x', 10_240) : text;
        var units = (await ClinicAsync()).Units.Count;

        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<AddUnit>().RunAsync(admin, new(Filled(name)!, Filled(phone)), default));

        Assert.Equal(units, (await ClinicAsync()).Units.Count);
    }

    [Fact]
    public async Task Nobody_but_an_administrator_reads_or_changes_any_of_it_and_the_attempt_is_kept()
    {
        var unit = await database.Get<AddUnit>().RunAsync(admin, new($"Unit {Guid.CreateVersion7():N}", null), default);
        foreach (
            var actor in new[]
            {
                carla,
                carla with
                {
                    Hat = Hat.Provider,
                },
                carla with
                {
                    Hat = Hat.Patient,
                },
                carla with
                {
                    Hat = Hat.Caregiver,
                },
                Actor.Portal,
            }
        )
        {
            await Assert.ThrowsAsync<NotFound>(() => database.Get<ClinicQueries>().ClinicAsync(actor, default));
            await Assert.ThrowsAsync<NotFound>(() =>
                database.Get<ChangeOpeningHours>().RunAsync(actor, new(BusinessCalendar.UsualHours), default)
            );
            await Assert.ThrowsAsync<NotFound>(() => database.Get<AddHoliday>().RunAsync(actor, new(Christmas, "Christmas"), default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<RemoveHoliday>().RunAsync(actor, new(Christmas), default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<AddUnit>().RunAsync(actor, new("Mine", null), default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<ChangeUnit>().RunAsync(actor, new(unit, "Mine", null), default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<AddUnitMember>().RunAsync(actor, new(unit, carla.AccountId), default));
            await Assert.ThrowsAsync<NotFound>(() => database.Get<EndUnitMember>().RunAsync(actor, new(unit, unit), default));
        }

        Assert.Equal(4 * 7, (await database.NotedAsync(carla.AccountId)).Count(n => n.Action == "access.refused"));
    }

    [Theory]
    [InlineData("insert into business_hours select id, 1, '00:01', '23:00' from organisations")]
    [InlineData("delete from business_hours")]
    [InlineData("insert into holidays select id, '2026-12-01', 'Mine' from organisations")]
    [InlineData("delete from holidays")]
    [InlineData("update organisation_units set name = 'Mine'")]
    [InlineData("update unit_members set until = null")]
    [InlineData("insert into unit_members select u.id, u.id, a.id, now(), null from organisation_units u, accounts a")]
    public async Task The_database_refuses_everybody_else_too(string sql)
    {
        foreach (var actor in new[] { carla, carla with { Hat = Hat.Patient }, Actor.Portal, null })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(actor, sql));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private Task<ClinicView> ClinicAsync() => database.Get<ClinicQueries>().ClinicAsync(admin, default);

    private Task RunAsync<T>(Func<T, Task> run)
        where T : notnull => run(database.Get<T>());

    private async Task<(string, string?)> NamedAsync(Guid unit)
    {
        var view = (await ClinicAsync()).Units.Single(u => u.Id == unit);
        return (view.Name, view.Phone);
    }

    private async Task<Noted> NotedAsync(string action) =>
        Assert.Single(await database.NotedAsync(admin.AccountId), n => n.Action == action);
}
