using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Notifications;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// A late task of a coordinator without a deputy asks the administrators to name one, and tells them nothing of the task.
/// </summary>
public sealed class LadderMissingDeputyTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Nine = new(2026, 11, 16, 15, 0, 0, TimeSpan.Zero);

    private readonly LadderStage stage = new(database);
    private Guid deputy;

    public async Task InitializeAsync()
    {
        await stage.OpenAsync(Nine);
        // The administrators of the test before are none of this one's.
        await database.AsOwnerAsync("delete from account_hats where hat = 'administrator'");
        deputy = await stage.World.AccountAsync("Dora", Hat.Coordinator, Hat.Provider);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Where_there_is_no_deputy_the_administrators_are_asked_to_name_one_and_learn_nothing_of_the_task_or_the_patient()
    {
        var (alex, pat) = (await AdministratorAsync("Alex"), await AdministratorAsync("Pat"));
        var (first, second) = (await stage.AssignAsync(Priority.Stat), await stage.AssignAsync(Priority.Stat));

        await stage.ClimbAtAsync(Nine.AddHours(1));

        foreach (var administrator in new[] { alex, pat })
        {
            var notification = Assert.Single(
                (await database.Get<NotificationQueries>().NotificationsAsync(administrator, null, default)).Rows.Items
            );
            Assert.Equal(
                (AbsenceNotifications.DeputyMissing, null, null, stage.Coordinator.AccountId, "Coordinator of Rosa"),
                (notification.Kind, notification.PatientId, notification.Patient, notification.SubjectId, notification.Subject)
            );
            Assert.Equal(
                1,
                await database.AsOwnerAsync<long>("select count(*) from mail_wishes where account_id = $1", administrator.AccountId)
            );
        }

        foreach (var task in new[] { first, second })
        {
            Assert.Equal("escalated_to_deputy: again_administrators, Coordinator of Rosa", (await stage.FiredAsync(task))[^1]);
            Assert.Equal(2, (await stage.ToldAsync(task)).Count(told => told == "task_late: Coordinator of Rosa, coordinator"));
        }
    }

    [Fact]
    public async Task Administrators_who_have_read_it_are_asked_again_by_the_next_late_task_and_no_longer_once_there_is_a_deputy()
    {
        var alex = await AdministratorAsync("Alex");
        await stage.AssignAsync(Priority.Stat);
        await stage.ClimbAtAsync(Nine.AddHours(1));
        await database
            .Get<MarkNotificationsRead>()
            .RunAsync(
                alex,
                Assert.Single((await database.Get<NotificationQueries>().NotificationsAsync(alex, null, default)).Rows.Items).Id,
                default
            );

        await stage.AssignAsync(Priority.Stat);
        await stage.ClimbAtAsync(Nine.AddHours(2));
        Assert.Equal(2, await AskedAsync(alex));

        await ChooseAsync(stage.Coordinator, deputy);
        await stage.AssignAsync(Priority.Stat);
        await stage.ClimbAtAsync(Nine.AddHours(3));
        Assert.Equal(2, await AskedAsync(alex));
    }

    [Fact]
    public async Task Where_the_coordinator_has_a_deputy_who_cannot_be_let_in_no_administrator_is_asked()
    {
        var alex = await AdministratorAsync("Alex");
        await ChooseAsync(stage.Coordinator, deputy);
        await stage.AssignAsync(Priority.Stat);
        await database.AsOwnerAsync(
            "update caseload_assignments set until = $2 where patient_id = $1",
            stage.Cast.Patient,
            Nine.AddMinutes(1)
        );

        await stage.ClimbAtAsync(Nine.AddHours(1));

        Assert.Equal(0, await AskedAsync(alex));
    }

    [Fact]
    public async Task Only_the_portal_itself_asks_for_a_deputy()
    {
        foreach (
            var actor in new[]
            {
                stage.Coordinator,
                stage.Nurse,
                stage.Coordinator with
                {
                    Hat = Hat.System,
                },
                Actor.Portal with
                {
                    Hat = Hat.Administrator,
                },
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                database.AsAppAsync<object>(actor, "select app.add_missing_deputy_notification($1)", stage.Coordinator.AccountId)
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private async Task<Actor> AdministratorAsync(string name) =>
        new(await stage.World.AccountAsync(name, Hat.Administrator), Hat.Administrator);

    private Task<long> AskedAsync(Actor administrator) =>
        database.AsOwnerAsync<long>(
            "select count(*) from notifications where account_id = $1 and kind = 'deputy_missing' and subject_id = $2",
            administrator.AccountId,
            stage.Coordinator.AccountId
        );

    private Task ChooseAsync(Actor who, Guid chosen) => stage.World.DeputyAsync(who, chosen);
}
