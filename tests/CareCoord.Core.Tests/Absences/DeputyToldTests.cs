using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Absences;

/// <summary>Whoever is made a deputy, or is to stand in, hears of it, and hears when that changes.</summary>
public sealed class DeputyToldTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly World world = new(database);
    private Actor carla = null!;
    private Actor priya = null!;

    public async Task InitializeAsync()
    {
        database.Clock.Set(Start);
        carla = new(await world.AccountAsync("Carla Ruiz", Hat.Coordinator, Hat.Provider), Hat.Coordinator);
        priya = new(await world.AccountAsync("Priya Nair", Hat.Coordinator, Hat.Provider), Hat.Coordinator);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Provider)]
    public async Task A_standing_deputy_hears_whose_they_are_under_that_hat_once_and_nothing_of_being_one_no_longer(Hat hat)
    {
        var admin = new Actor(await world.AccountAsync("Alex", Hat.Administrator), Hat.Administrator);
        var choose = database.Get<ChooseDeputy>();
        await choose.RunAsync(carla with { Hat = hat }, new(carla.AccountId, hat, priya.AccountId), default);
        // The form is saved once more as it stands.
        await choose.RunAsync(admin, new(carla.AccountId, hat, priya.AccountId), default);
        await choose.RunAsync(admin, new(carla.AccountId, hat, null), default);

        Assert.Equal([(AbsenceNotifications.DeputyChosen, "Carla Ruiz", "Carla Ruiz")], await ToldAsync(priya with { Hat = hat }));
        Assert.Empty(await ToldAsync(priya with { Hat = hat == Hat.Provider ? Hat.Coordinator : Hat.Provider }));
        Assert.Empty(await ToldAsync(carla with { Hat = hat }));
    }

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Provider)]
    public async Task Whoever_stands_in_hears_of_it_and_that_it_is_shorter_and_that_it_is_over(Hat hat)
    {
        var absence = await PlanAsync(hat);
        Assert.Equal([(AbsenceNotifications.StandInPlanned, "Carla Ruiz", "Carla Ruiz")], await ToldAsync(priya with { Hat = hat }));

        await database.Get<EndAbsence>().RunAsync(carla with { Hat = hat }, new(absence, Start.AddDays(2)), default);
        await database.Get<EndAbsence>().RunAsync(carla with { Hat = hat }, new(absence, null), default);

        Assert.Equal(
            ["stand_in_changed", "stand_in_changed", "stand_in_planned"],
            (await ToldAsync(priya with { Hat = hat })).Select(told => told.Kind.Name).Order(StringComparer.Ordinal)
        );
        Assert.Empty(await ToldAsync(carla with { Hat = hat }));
    }

    [Fact]
    public async Task What_is_refused_is_told_to_nobody()
    {
        var absence = await PlanAsync(Hat.Coordinator);
        var before = await CountAsync();

        await Assert.ThrowsAsync<RuleBroken>(() => PlanAsync(Hat.Coordinator));
        await Assert.ThrowsAsync<NotFound>(() => database.Get<EndAbsence>().RunAsync(priya, new(absence, null), default));
        await Assert.ThrowsAsync<RuleBroken>(() => database.Get<EndAbsence>().RunAsync(carla, new(absence, Start.AddDays(20)), default));
        await Assert.ThrowsAsync<NotFound>(() =>
            database.Get<ChooseDeputy>().RunAsync(priya, new(carla.AccountId, Hat.Coordinator, priya.AccountId), default)
        );
        await Assert.ThrowsAsync<RuleBroken>(() =>
            database.Get<ChooseDeputy>().RunAsync(carla, new(carla.AccountId, Hat.Coordinator, Guid.CreateVersion7()), default)
        );

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task The_mail_about_standing_in_goes_at_once_for_it_may_begin_today()
    {
        await PlanAsync(Hat.Coordinator);

        Assert.Equal(
            Start,
            await database.AsOwnerAsync<DateTimeOffset>("select not_before from mail_wishes where account_id = $1", priya.AccountId)
        );
    }

    private Task<Guid> PlanAsync(Hat hat) =>
        database
            .Get<PlanAbsence>()
            .RunAsync(
                carla with
                {
                    Hat = hat,
                },
                new(carla.AccountId, hat, Start.AddDays(1), Start.AddDays(3), priya.AccountId, null),
                default
            );

    private Task<long> CountAsync() => database.AsOwnerAsync<long>("select count(*) from notifications");

    private async Task<List<(NotificationKind Kind, string By, string? Subject)>> ToldAsync(Actor actor) =>
        [
            .. (await database.Get<NotificationQueries>().NotificationsAsync(actor, null, default)).Rows.Items.Select(row =>
                (row.Kind, row.By, row.Subject)
            ),
        ];
}
