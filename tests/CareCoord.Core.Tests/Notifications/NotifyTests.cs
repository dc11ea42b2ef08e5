using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>What people chose decides whether something they are told is shown, and whether and when a mail is wished for.</summary>
public sealed class NotifyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task Staff_hear_of_their_work_at_once_and_of_people_with_the_mail_of_the_day()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var nurse = cast.Provider.AccountId;

        await world.NotifyAsync(cast.Coordinator, nurse, Hat.Provider, "task_asked", cast.Patient, null);
        Assert.Equal("1: 23 15:00", await ToldAsync(nurse));

        await world.NotifyAsync(cast.Coordinator, nurse, Hat.Provider, "team_joined", cast.Patient, cast.Member);
        // It is 9 on Monday morning; their mail of the day comes at 7.
        Assert.Equal("2: 23 15:00, 24 13:00", await ToldAsync(nurse));
    }

    [Fact]
    public async Task Patients_and_caregivers_hear_once_a_day_and_of_emergency_access_at_once()
    {
        var cast = await Cast.PlayAsync(world, database, "Rosa");
        foreach (var (actor, hat) in new[] { (cast.Self, Hat.Patient), (cast.Caregiver, Hat.Caregiver) })
        {
            var before = int.Parse((await ToldAsync(actor.AccountId)).Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
            await world.NotifyAsync(cast.Coordinator, actor.AccountId, hat, "team_joined", cast.Patient, cast.Member);
            await world.NotifyAsync(cast.Provider, actor.AccountId, hat, "glass_broken", cast.Patient, null);

            Assert.Equal($"{before + 2}: 23 15:00, 24 15:00", await ToldAsync(actor.AccountId));
        }
    }

    [Fact]
    public async Task What_is_off_in_the_portal_is_not_kept_there_and_the_mail_goes_all_the_same()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var nurse = cast.Provider.AccountId;
        await ChooseAsync(nurse, "tasks", inPortal: false, "at_once");

        await world.NotifyAsync(cast.Coordinator, nurse, Hat.Provider, "task_asked", cast.Patient, null);
        await world.NotifyAsync(cast.Coordinator, nurse, Hat.Provider, "task_late", cast.Patient, null);

        Assert.Equal("1: 23 15:00, 23 15:00", await ToldAsync(nurse));
        Assert.Equal(
            "true, false",
            await database.AsOwnerAsync<string>(
                "select string_agg(unlisted::text, ', ' order by unlisted desc) from mail_wishes where account_id = $1",
                nurse
            )
        );
    }

    [Fact]
    public async Task Whoever_wants_neither_is_not_told()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        await ChooseAsync(cast.Provider.AccountId, "tasks", inPortal: false, "never");

        await world.NotifyAsync(cast.Coordinator, cast.Provider.AccountId, Hat.Provider, "task_asked", cast.Patient, null);

        Assert.Equal("0: ", await ToldAsync(cast.Provider.AccountId));
    }

    [Theory]
    [InlineData("reminders")]
    [InlineData("access")]
    public async Task What_nobody_may_miss_cannot_be_switched_off_even_past_the_product(string topic)
    {
        var account = await world.AccountAsync("Nina", Hat.Provider);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                new Actor(account, Hat.Provider),
                "insert into notification_choices values ($1, $2, false, 'never')",
                account,
                topic
            )
        );

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_did_themselves_and_nobody_who_does_not_exist_is_told()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");

        await world.NotifyAsync(cast.Provider, cast.Provider.AccountId, Hat.Provider, "task_noted", cast.Patient, null);
        await Assert.ThrowsAsync<PostgresException>(() =>
            world.NotifyAsync(cast.Provider, Guid.CreateVersion7(), Hat.Provider, "task_noted", cast.Patient, null)
        );
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(
                null,
                "select app.add_notification($1, 'provider', 'task_noted', null, null)",
                cast.Provider.AccountId
            )
        );

        Assert.Equal("0: ", await ToldAsync(cast.Provider.AccountId));
    }

    [Fact]
    public async Task Two_who_tell_the_same_people_in_another_order_do_not_wait_for_each_other()
    {
        var (one, two) = (await world.AccountAsync("One", Hat.Provider), await world.AccountAsync("Two", Hat.Provider));
        var teller = new Actor(await world.AccountAsync("Carla", Hat.Coordinator), Hat.Coordinator);
        var signed = database.Get<ActorSigner>().Sign(teller);
        await using var first = await BeginAsync(signed);
        await using var second = await BeginAsync(signed);

        await NotifyAsync(first, one);
        await NotifyAsync(second, two);
        await NotifyAsync(first, two);
        await NotifyAsync(second, one);
        await RunAsync(first, "commit");
        await RunAsync(second, "commit");

        Assert.Equal(("2: 23 15:00, 23 15:00", "2: 23 15:00, 23 15:00"), (await ToldAsync(one), await ToldAsync(two)));
    }

    private static Task NotifyAsync(NpgsqlConnection connection, Guid account) =>
        RunAsync(connection, $"select app.add_notification('{account}', 'provider', 'task_asked', null, null)");

    private async Task<NpgsqlConnection> BeginAsync(string signed)
    {
        var connection = new NpgsqlConnection(database.AppConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, "begin");
        await RunAsync(connection, "set lock_timeout = '5s'");
        await RunAsync(connection, $"select set_config('app.ctx', '{signed}', true)");
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private Task ChooseAsync(Guid account, string topic, bool inPortal, string byEmail) =>
        database.SeedAsync<NotificationChoice>(
            new
            {
                AccountId = account,
                Topic = SnakeCaseNames.FromSnake<NotificationTopic>(topic),
                InPortal = inPortal,
                ByEmail = SnakeCaseNames.FromSnake<MailPace>(byEmail),
            }
        );

    // How many notifications there are, and the day and time (UTC) of each mail that is wished for.
    private async Task<string> ToldAsync(Guid account) =>
        (
            await database.AsOwnerAsync<string>(
                """
                select (select count(*) from notifications where account_id = $1) || ': '
                    || coalesce((select string_agg(to_char(not_before at time zone 'UTC', 'DD HH24:MI'), ', ' order by not_before)
                                 from mail_wishes where account_id = $1), '')
                """,
                account
            )
        )!;
}
