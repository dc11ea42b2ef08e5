using System.Globalization;
using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.CareTasks;

/// <summary>
/// A clock walks over a holiday weekend and over both changes of the clock. Each rung of each ladder fires once, at the moment that the
/// tables below say. They were reckoned by hand from the ladder and the clinic's hours, Monday to Friday from 8 to 5 in Chicago.
/// </summary>
public sealed class LadderMomentsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly LadderStage stage = new(database);

    /// <summary>
    /// Assigned at the first moment; nobody answers. Then by priority: when whoever is asked, the coordinator and the deputy are told.
    /// </summary>
    public static TheoryData<string, string, string, string[]> Unanswered() =>
        new()
        {
            {
                "Thanksgiving, the Friday closed too",
                "2026-11-25 15:30 -6",
                "11-26 11-27",
                [
                    "stat 11-25 15:45, 11-25 16:00, 11-25 16:30",
                    "asap 11-25 16:30, 11-30 08:30, 11-30 10:30",
                    "urgent 11-30 10:30, 11-30 15:30, 12-01 10:30",
                    "routine 12-01 15:30, 12-02 15:30, 12-03 15:30",
                ]
            },
            {
                "Thanksgiving, the Friday open",
                "2026-11-25 15:30 -6",
                "11-26",
                [
                    "stat 11-25 15:45, 11-25 16:00, 11-25 16:30",
                    "asap 11-25 16:30, 11-27 08:30, 11-27 10:30",
                    "urgent 11-27 10:30, 11-27 15:30, 11-30 10:30",
                    "routine 11-30 15:30, 12-01 15:30, 12-02 15:30",
                ]
            },
            {
                "the clock goes back on Sunday 1 November",
                "2026-10-30 15:30 -5",
                "",
                [
                    "stat 10-30 15:45 -5, 10-30 16:00 -5, 10-30 16:30 -5",
                    "asap 10-30 16:30 -5, 11-02 08:30, 11-02 10:30",
                    "urgent 11-02 10:30, 11-02 15:30, 11-03 10:30",
                    "routine 11-03 15:30, 11-04 15:30, 11-05 15:30",
                ]
            },
            {
                "the clock goes forward on Sunday 8 March",
                "2026-03-06 15:30 -6",
                "",
                [
                    "stat 03-06 15:45, 03-06 16:00, 03-06 16:30",
                    "asap 03-06 16:30, 03-09 08:30 -5, 03-09 10:30 -5",
                    "urgent 03-09 10:30 -5, 03-09 15:30 -5, 03-10 10:30 -5",
                    "routine 03-10 15:30 -5, 03-11 15:30 -5, 03-12 15:30 -5",
                ]
            },
        };

    /// <summary>Assigned at the first moment, accepted at once, due at the second; nobody finishes it.</summary>
    public static TheoryData<string, string, string, string, string[]> Unfinished() =>
        new()
        {
            {
                "Thanksgiving, the Friday closed too",
                "2026-11-23 09:00 -6",
                "2026-11-30 11:00 -6",
                "11-26 11-27",
                [
                    "stat 11-30 10:45, 11-30 11:00, 11-30 11:30",
                    "asap 11-30 10:00, 11-30 12:00, 11-30 13:00",
                    "urgent 11-25 16:00, 11-30 13:00, 12-01 11:00",
                    "routine 11-25 11:00, 12-01 11:00, 12-02 11:00",
                ]
            },
            {
                "Thanksgiving, the Friday open",
                "2026-11-23 09:00 -6",
                "2026-11-30 11:00 -6",
                "11-26",
                [
                    "stat 11-30 10:45, 11-30 11:00, 11-30 11:30",
                    "asap 11-30 10:00, 11-30 12:00, 11-30 13:00",
                    "urgent 11-27 16:00, 11-30 13:00, 12-01 11:00",
                    "routine 11-27 11:00, 12-01 11:00, 12-02 11:00",
                ]
            },
            {
                "the clock goes back on Sunday 1 November",
                "2026-10-26 09:00 -5",
                "2026-11-02 11:00 -6",
                "",
                [
                    "stat 11-02 10:45, 11-02 11:00, 11-02 11:30",
                    "asap 11-02 10:00, 11-02 12:00, 11-02 13:00",
                    "urgent 10-30 16:00 -5, 11-02 13:00, 11-03 11:00",
                    "routine 10-30 11:00 -5, 11-03 11:00, 11-04 11:00",
                ]
            },
            {
                "the clock goes forward on Sunday 8 March",
                "2026-03-02 09:00 -6",
                "2026-03-09 11:00 -5",
                "",
                [
                    "stat 03-09 10:45 -5, 03-09 11:00 -5, 03-09 11:30 -5",
                    "asap 03-09 10:00 -5, 03-09 12:00 -5, 03-09 13:00 -5",
                    "urgent 03-06 16:00, 03-09 13:00 -5, 03-10 11:00 -5",
                    "routine 03-06 11:00, 03-10 11:00 -5, 03-11 11:00 -5",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Unanswered))]
    public async Task What_nobody_answers_is_told_at_the_moments_of_the_table(string when, string assigned, string closed, string[] table)
    {
        Assert.NotEmpty(when);
        await stage.OpenAsync(Moment(assigned), Closed(closed));
        var expected = new Dictionary<Guid, DateTimeOffset[]>();
        foreach (var row in table)
            expected.Add(await stage.AssignAsync(PriorityOf(row)), Moments(row));

        await WalkAsync(Moment(assigned), expected);
    }

    [Theory]
    [MemberData(nameof(Unfinished))]
    public async Task What_nobody_finishes_is_told_at_the_moments_of_the_table(
        string when,
        string assigned,
        string due,
        string closed,
        string[] table
    )
    {
        Assert.NotEmpty(when);
        await stage.OpenAsync(Moment(assigned), Closed(closed));
        var expected = new Dictionary<Guid, DateTimeOffset[]>();
        foreach (var row in table)
        {
            var task = await stage.AssignAsync(PriorityOf(row), Moment(due));
            await stage.ActAsync(stage.Nurse, task, new AcceptCareTask());
            expected.Add(task, Moments(row));
        }

        await WalkAsync(Moment(assigned), expected);
    }

    // Every half hour, and one minute before each moment of the table and at it: what fires between two steps fires at the wrong one. At
    // each step the worker may be struck down in the middle of a run, another begins, and one more runs beside it.
    private Task WalkAsync(DateTimeOffset from, Dictionary<Guid, DateTimeOffset[]> expected) =>
        Seeds.RunAsync(async seed =>
        {
            var dice = seed.Numbers();
            var last = expected.Values.SelectMany(moments => moments).Max().AddDays(1);
            var steps = new SortedSet<DateTimeOffset>(
                expected.Values.SelectMany(moments => moments).SelectMany(moment => new[] { moment.AddMinutes(-1), moment })
            );
            for (var at = from; at <= last; at = at.AddMinutes(30))
                steps.Add(at);
            foreach (var at in steps)
            {
                database.Clock.Set(at);
                if (dice.Next(4) == 0)
                    await StruckDownAsync(dice.Next(12));
                await Task.WhenAll(stage.ClimbAsync(), stage.ClimbAsync());
            }

            foreach (var (task, moments) in expected)
            {
                Assert.Equal(
                    moments.Select(Said),
                    await FiredAtAsync("select array(select fired_at from care_task_rungs where task_id = $1 order by fired_at)", task)
                );
                Assert.Equal(
                    moments.Select(Said),
                    await FiredAtAsync(
                        """
                        select array(select at from care_task_entries where task_id = $1 and hat = 'system'
                                       and action in ('reminded', 'escalated', 'escalated_to_deputy') order by number)
                        """,
                        task
                    )
                );
                Assert.Equal(
                    "reminded escalated escalated_to_deputy",
                    await database.AsOwnerAsync<string>(
                        "select string_agg(action, ' ' order by number) from care_task_entries where task_id = $1 and hat = 'system'",
                        task
                    )
                );
                Assert.True(
                    await database.AsOwnerAsync<bool>(
                        """
                        select count(*) = max(number) and max(number) = (select entry_count from care_tasks where id = $1)
                        from care_task_entries where task_id = $1
                        """,
                        task
                    )
                );
            }
        });

    private async Task StruckDownAsync(int afterMilliseconds)
    {
        using var strike = new CancellationTokenSource(afterMilliseconds);
        try
        {
            await stage.Ladders.ClimbAsync([], strike.Token);
        }
        catch (OperationCanceledException)
        {
            // It was struck down, which is what this is about.
        }
    }

    private async Task<IEnumerable<string>> FiredAtAsync(string sql, Guid task) =>
        (await database.AsOwnerAsync<DateTime[]>(sql, task))!.Select(at => Said(at));

    private static Priority PriorityOf(string row) => Enum.Parse<Priority>(row.Split(' ')[0], ignoreCase: true);

    private static DateTimeOffset[] Moments(string row) =>
        [.. row[row.IndexOf(' ', StringComparison.Ordinal)..].Split(',').Select(moment => Moment("2026-" + moment.Trim()))];

    // "2026-11-25 15:30 -6"; six hours behind UTC where nothing is said.
    private static DateTimeOffset Moment(string said)
    {
        var parts = said.Split(' ');
        var offset = TimeSpan.FromHours(parts.Length > 2 ? int.Parse(parts[2], CultureInfo.InvariantCulture) : -6);
        return new DateTimeOffset(
            DateTime.ParseExact($"{parts[0]} {parts[1]}", "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
            offset
        ).ToUniversalTime();
    }

    private static DateOnly[] Closed(string said) =>
        [
            .. said.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(day => DateOnly.ParseExact("2026-" + day, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];

    private static string Said(DateTimeOffset moment) => moment.ToString("u", CultureInfo.InvariantCulture);
}
