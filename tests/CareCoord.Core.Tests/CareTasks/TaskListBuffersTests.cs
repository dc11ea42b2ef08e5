using System.Text.Json;
using CareCoord.Access;
using CareCoord.CareTasks;
using Npgsql;
using Xunit.Abstractions;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// A task list reads as many buffers with 500,000 open tasks as with 5,000, plus at most one for each index descent. By patient, it reads
/// as many for each patient of whom it has tasks.
/// </summary>
public sealed class TaskListBuffersTests(CrowdedDatabase database, ITestOutputHelper output) : IClassFixture<CrowdedDatabase>
{
    [Fact]
    public async Task A_page_costs_the_same_with_five_hundred_thousand_open_tasks_as_with_five_thousand()
    {
        await database.FillAsync();
        var small = await MeasureAsync([]);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await database.GrowAsync();
        output.WriteLine($"grown in {clock.Elapsed}");
        var large = await MeasureAsync(small);
        output.WriteLine($"measured {large.Count} in {clock.Elapsed}");

        Assert.Equal(500_000, await database.AsOwnerAsync<long>("select count(*) from care_tasks where closed_at is null"));
        foreach (var (page, then) in large)
            output.WriteLine(
                $"{small[page].Rows, 3} {then.Rows, 3} rows {small[page].Buffers, 6} {then.Buffers, 6} {then.Descents, 5} "
                    + $"{(then.IsWorseThan(small[page]) ? "WORSE" : "")} {page}"
            );
        Assert.DoesNotContain(large, page => page.Value.IsWorseThan(small[page.Key]));
    }

    private async Task<Dictionary<string, Cost>> MeasureAsync(Dictionary<string, Cost> before)
    {
        var costs = new Dictionary<string, Cost>();
        foreach (var (name, pair) in new[] { ("steady", database.Steady), ("growing", database.Growing) })
        {
            foreach (var actor in new[] { pair.Coordinator, pair.Provider })
            {
                foreach (var asked in Pages(pair.Patient))
                {
                    var page =
                        $"{name} {actor.Hat} {asked.List} by {asked.Sort} {(asked.Reversed ? "reversed " : "")}"
                        + $"of {(asked.Patient is null ? "all" : "one patient")} "
                        + $"{asked.About} {asked.Priority}";
                    costs[page] = await CostAsync(
                        actor,
                        CareTaskPageSql.Of(asked, database.Clock.GetUtcNow()),
                        before.GetValueOrDefault(page)
                    );
                    var next = (await database.Get<CareTaskQueries>().TasksAsync(actor, asked, default)).Rows.Next;
                    if (next is not null)
                        costs[page + ", next page"] = await CostAsync(
                            actor,
                            CareTaskPageSql.Of(asked with { After = next }, database.Clock.GetUtcNow()),
                            before.GetValueOrDefault(page + ", next page")
                        );
                }

                var counts = $"{name} {actor.Hat} counts";
                costs[counts] = await CostAsync(
                    actor,
                    CareTaskListSql.Counts(TimeZoneInfo.Utc, database.Clock.GetUtcNow()),
                    before.GetValueOrDefault(counts)
                );
            }
        }

        return costs;
    }

    private static IEnumerable<TaskFilter> Pages(Guid patient) =>
        from list in Enum.GetValues<TaskList>()
        from sort in Enum.GetValues<TaskSort>()
        from filter in new (Guid? Patient, TaskAbout? About, Priority? Priority)[]
        {
            default,
            (patient, null, null),
            (null, TaskAbout.Result, null),
            (null, null, Priority.Urgent),
        }
        from reversed in new[] { false, true }
        where !reversed || (filter.Patient, filter.About, filter.Priority) == default
        select new TaskFilter(list, sort, filter.Patient, filter.About, filter.Priority, null, TimeZoneInfo.Utc, null, reversed);

    // Where the server's own housekeeping empties a session's caches, the next statement reads the catalogue besides, once: what
    // seems dearer than before is measured again.
    private async Task<Cost> CostAsync(Actor actor, Sql sql, Cost? before)
    {
        var cost = await CostAsync(actor, sql);
        for (var again = 0; again < 3 && before is not null && cost.IsWorseThan(before); again++)
            cost = await CostAsync(actor, sql);
        return cost;
    }

    private async Task<Cost> CostAsync(Actor actor, Sql sql)
    {
        await using var connection = new NpgsqlConnection(database.AppConnectionString);
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new Sql("select set_config('app.ctx', $1, true)", database.Get<ActorSigner>().Sign(actor)).Command());
        batch.BatchCommands.Add((sql with { Text = "explain (analyze, buffers, timing off, format json) " + sql.Text }).Command());
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        await rows.ReadAsync();
        var text = rows.GetString(0);
        if (Environment.GetEnvironmentVariable("PLANS") is { } folder)
            await File.WriteAllTextAsync(Path.Combine(folder, Guid.CreateVersion7().ToString()), sql.Text + "\n" + text);
        var plan = JsonDocument.Parse(text).RootElement[0].GetProperty("Plan");
        return new(
            plan.GetProperty("Actual Rows").GetInt32(),
            plan.GetProperty("Shared Hit Blocks").GetInt64() + plan.GetProperty("Shared Read Blocks").GetInt64(),
            Descents(plan),
            Patients(plan)
        );
    }

    // How many the list has tasks of, where it has to find them for its order.
    private static long Patients(JsonElement plan) =>
        plan.TryGetProperty("Subplan Name", out var name) && name.GetString() == "CTE named" ? plan.GetProperty("Actual Rows").GetInt64()
        : plan.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().Max(Patients)
        : 0;

    private static long Descents(JsonElement plan) =>
        (
            plan.GetProperty("Node Type").GetString()!.Contains("Index", StringComparison.Ordinal)
                ? plan.GetProperty("Actual Loops").GetInt64()
                : 0
        ) + (plan.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().Sum(Descents) : 0);

    private sealed record Cost(int Rows, long Buffers, long Descents, long Patients)
    {
        /// <summary>Whether it reads more than that, for each patient where it has to find them, and one more for each descent.</summary>
        public bool IsWorseThan(Cost before) =>
            Patients == 0 ? Buffers > before.Buffers + Descents : Buffers * before.Patients > (before.Buffers + Descents) * Patients;
    }
}
