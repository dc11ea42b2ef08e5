using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.LegalDocuments;
using CareCoord.Testing;
using CareCoord.Waiting;

namespace CareCoord.Core.Tests.Waiting;

/// <summary>The numbers in the navigation are those of the lists that it opens, and are no entry of the audit.</summary>
public sealed class WaitingTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly World world = new(database);
    private Cast cast = null!;
    private Cast other = null!;

    public async Task InitializeAsync() =>
        (cast, other) = (await Cast.PlayAsync(world, database, "Rosa"), await Cast.PlayAsync(world, database, "Other"));

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task They_are_as_many_as_the_lists_show()
    {
        var now = database.Clock.GetUtcNow();
        foreach (var due in new DateTimeOffset?[] { null, now.AddDays(-1), now.AddDays(-2), now.AddDays(3) })
        {
            foreach (var of in new[] { cast, other })
            {
                var task = (await world.TaskAsync(of.Patient, of.Coordinator.AccountId, of.Provider.AccountId)).Task;
                await database.AsOwnerAsync("update care_tasks set due_at = $2 where id = $1", task, due);
            }
        }

        foreach (var state in new[] { "submitted", "in_review", "returned", "revoked" })
            await world.DocumentAsync(cast.Patient, cast.Caregiver, state, "release", cast.Coordinator.AccountId, null);
        var read = await world.DocumentAsync(cast.Patient, cast.Caregiver, "accepted", "dnr_polst", cast.Coordinator.AccountId, null);
        await database.SeedAsync<DocumentReading>(
            new
            {
                PatientId = cast.Patient,
                DocumentId = read,
                cast.Provider.AccountId,
                AskedAt = now,
                Labels = Category.None,
            }
        );

        foreach (var who in new[] { cast.Coordinator, cast.Provider })
        {
            var counts = await database.Get<WaitingQueries>().CountsAsync(who, default);
            var tasks = await database
                .Get<CareTaskQueries>()
                .TasksAsync(who, new(TaskList.Mine, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default);
            var documents = await database.Get<DocumentSearchQueries>().FindAsync(who, new(), null, default);
            var isCoordinator = who.Hat == Hat.Coordinator;
            Assert.Equal(
                new WaitingCounts(
                    tasks.Count(TaskList.Late),
                    tasks.Count(TaskList.Mine),
                    isCoordinator ? documents.Counts.Waiting : 0,
                    isCoordinator ? 0 : documents.Counts.Unread
                ),
                counts
            );
            Assert.Equal(2, counts.LateTasks);
            Assert.Equal((isCoordinator ? 2 : 0, isCoordinator ? 0 : 1), (counts.DocumentsToReview, counts.DocumentsToRead));
        }
    }

    [Fact]
    public async Task Counting_is_no_entry_of_the_audit_and_nobody_else_has_numbers()
    {
        await world.DocumentAsync(cast.Patient, cast.Caregiver, "submitted", "release", cast.Coordinator.AccountId, null);
        var queries = database.Get<WaitingQueries>();

        Assert.Equal(1, (await queries.CountsAsync(cast.Coordinator, default)).DocumentsToReview);
        Assert.Empty(await database.NotedAsync(cast.Coordinator.AccountId));
        foreach (var who in new[] { cast.Self, cast.Caregiver, cast.Coordinator with { Hat = Hat.Administrator } })
            Assert.Equal(WaitingCounts.None, await queries.CountsAsync(who, default));
        Assert.Equal(WaitingCounts.None, await queries.CountsAsync(other.Coordinator, default));
    }
}
