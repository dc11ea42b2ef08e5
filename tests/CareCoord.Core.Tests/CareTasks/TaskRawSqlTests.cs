using CareCoord.Access;
using CareCoord.CareTasks.Commands;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// What a statement that got past the product can do with a task, in the hands of somebody who may work on it. It can do nothing past its
/// history.
/// </summary>
public sealed class TaskRawSqlTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private TaskStage stage = null!;

    public async Task InitializeAsync() => stage = await TaskStage.PlayAsync(database);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("update care_tasks set owner_account_id = $2 where id = $1", PostgresErrorCodes.CheckViolation)]
    [InlineData(
        "update care_tasks set owner_account_id = $2, entry_count = entry_count + 1 where id = $1",
        PostgresErrorCodes.CheckViolation
    )]
    [InlineData(
        "update care_tasks set state = 'done', state_note = 'Done.', closed_at = now() where id = $1 and $2::uuid is not null",
        PostgresErrorCodes.CheckViolation
    )]
    [InlineData(
        "update care_tasks set state = 'waiting', state_note = 'on nobody', entry_count = 1 where id = $1 and $2::uuid is not null",
        PostgresErrorCodes.CheckViolation
    )]
    [InlineData(
        "update care_tasks set asked_account_id = $2, asked_hat = 'provider', asked_by = $2, asked_at = now() where id = $1",
        PostgresErrorCodes.CheckViolation
    )]
    [InlineData("update care_tasks set title = 'Something else' where id = $1 and $2::uuid is not null", PostgresErrorCodes.CheckViolation)]
    [InlineData("update care_tasks set labels = 0 where id = $1 and $2::uuid is not null", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData("delete from care_tasks where id = $1 and $2::uuid is not null", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData(
        "update care_task_entries set words = 'x' where task_id = $1 and number = 2 and $2::uuid is not null",
        PostgresErrorCodes.CheckViolation
    )]
    [InlineData("delete from care_task_entries where task_id = $1 and $2::uuid is not null", PostgresErrorCodes.InsufficientPrivilege)]
    [InlineData(
        "insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id, "
            + "labels) select patient_id, gen_random_uuid(), id, entry_count + 1, 'noted', now(), $2, "
            + "'coordinator', state, owner_account_id, 0 from care_tasks where id = $1",
        PostgresErrorCodes.InsufficientPrivilege
    )]
    [InlineData(
        "insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, for_account_id, state, "
            + "owner_account_id, labels) select patient_id, gen_random_uuid(), id, entry_count + 1, "
            + "'noted', now(), owner_account_id, 'provider', $2, state, owner_account_id, 0 from care_tasks "
            + "where id = $1",
        PostgresErrorCodes.InsufficientPrivilege
    )]
    [InlineData(
        "insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id, "
            + "labels) select patient_id, gen_random_uuid(), id, 1, 'noted', now(), owner_account_id, "
            + "'provider', state, owner_account_id, 0 from care_tasks where id = $1 and $2::uuid is not null",
        PostgresErrorCodes.UniqueViolation
    )]
    [InlineData(
        "update care_task_steps set words = 'x' where task_id = $1 and $2::uuid is not null",
        PostgresErrorCodes.InsufficientPrivilege
    )]
    [InlineData(
        "update care_task_rungs set due_at = now() where task_id = $1 and $2::uuid is not null",
        PostgresErrorCodes.InsufficientPrivilege
    )]
    [InlineData("truncate care_task_entries", PostgresErrorCodes.InsufficientPrivilege)]
    public async Task The_owner_of_a_task_cannot(string sql, string refusal)
    {
        var task = await stage.AcceptedByAsync(stage.Mia, TaskStage.Work(inDays: 3), ["Call her"]);
        var before = (await stage.TaskAsync(task), await stage.HistoryAsync(task));

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            sql.Contains('$')
                ? database.AsAppAsync<object>(stage.Mia, sql, task, stage.Nurse.AccountId)
                : database.AsAppAsync<object>(stage.Mia, sql)
        );

        Assert.Equal(refusal, refused.SqlState);
        Assert.Equal(before.Item1, await stage.TaskAsync(task));
        Assert.Equal(before.Item2, await stage.HistoryAsync(task));
    }

    [Theory]
    [InlineData("state_note = 'It came out otherwise.', entry_count = entry_count + 1")]
    [InlineData("state = 'cancelled', entry_count = entry_count + 1")]
    [InlineData("state = 'in_progress', state_note = null, closed_at = null, entry_count = entry_count + 1")]
    [InlineData("closed_at = closed_at - interval '1 day', entry_count = entry_count + 1")]
    public async Task Nobody_changes_how_a_task_came_out(string change)
    {
        var task = await stage.AcceptedByAsync(stage.Mia);
        await stage.DoAsync(stage.Mia, task, new CompleteCareTask("Agreed."));

        foreach (var actor in new[] { stage.Mia, stage.Coordinator, Actor.Portal })
            Assert.Equal(
                PostgresErrorCodes.CheckViolation,
                (
                    await Assert.ThrowsAsync<PostgresException>(() =>
                        database.AsAppAsync<object>(actor, $"update care_tasks set {change} where id = $1", task)
                    )
                ).SqlState
            );
    }

    [Fact]
    public async Task For_those_who_only_read_there_is_nothing_to_change()
    {
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));

        foreach (
            var reader in new[] { stage.Cast.Self, stage.Cast.Caregiver, stage.Uma, stage.Coordinator with { Hat = Hat.Administrator } }
        )
        {
            Assert.Equal(
                0,
                await database.AsAppAsync<long>(
                    reader,
                    """
                    with done as (update care_tasks set entry_count = entry_count + 1 where id = $1 returning 1) select count(*) from done
                    """,
                    task
                )
            );
            Assert.Equal(
                PostgresErrorCodes.InsufficientPrivilege,
                (
                    await Assert.ThrowsAsync<PostgresException>(() =>
                        database.AsAppAsync<object>(
                            reader,
                            """
                            insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state,
                                                           owner_account_id, labels)
                            values ($1, gen_random_uuid(), $2, 2, 'noted', now(), $3, $4, 'assigned', $3, 0)
                            """,
                            stage.Patient,
                            task,
                            reader.AccountId,
                            reader.Hat.Snake()
                        )
                    )
                ).SqlState
            );
        }
    }
}
