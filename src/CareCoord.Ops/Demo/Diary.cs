using CareCoord.Access;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>Who is busy when, so that nobody, provider or patient, is in two visits at once.</summary>
internal sealed class Diary
{
    private static readonly TimeOnly Opens = new(8, 0);
    private static readonly TimeOnly Closes = new(17, 0);
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    private readonly HashSet<(Guid Who, DateTimeOffset Quarter)> busy = [];

    /// <summary>
    /// Books the wished time, or the next one of that day when both are free, or one of the next open day, forwards or
    /// backwards.
    /// </summary>
    public DateTimeOffset Book(Guid provider, Guid patient, DateOnly day, TimeOnly wished, int minutes, int step)
    {
        for (day = DemoCalendar.OpenFrom(day, step); ; day = DemoCalendar.OpenFrom(day.AddDays(step), step))
        {
            foreach (var time in Times(wished, minutes))
            {
                var start = DemoCalendar.At(day, time);
                if (Quarters(start, start.AddMinutes(minutes)).Any(q => busy.Contains((provider, q)) || busy.Contains((patient, q))))
                    continue;
                Take(provider, start, start.AddMinutes(minutes));
                Take(patient, start, start.AddMinutes(minutes));
                return start;
            }
        }
    }

    /// <summary>Reads what these providers have booked already.</summary>
    public async Task ReadAsync(NpgsqlConnection connection, Guid[] providers, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select provider_id, starts_at, ends_at from appointments where provider_id = any($1) and state = 'booked'",
            connection
        );
        command.Parameters.Add(new() { Value = providers });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        foreach (var visit in await rows.ListAsync<Booked>(cancel))
            Take(visit.ProviderId, visit.StartsAt, visit.EndsAt);
    }

    private sealed record Booked(Guid ProviderId, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

    private void Take(Guid who, DateTimeOffset start, DateTimeOffset end)
    {
        foreach (var quarter in Quarters(start, end))
            busy.Add((who, quarter));
    }

    private static IEnumerable<DateTimeOffset> Quarters(DateTimeOffset start, DateTimeOffset end)
    {
        for (var quarter = start; quarter < end; quarter += Quarter)
            yield return quarter;
    }

    // From the wished time to the end of the day, then from the morning on; the half hours between, and none over lunch.
    private static IEnumerable<TimeOnly> Times(TimeOnly wished, int minutes)
    {
        yield return wished;
        foreach (var late in (bool[])[true, false])
        {
            for (var time = Opens; time.AddMinutes(minutes) <= Closes; time = time.AddMinutes(30))
            {
                if (time.Hour != 12 && time > wished == late && time != wished)
                    yield return time;
            }
        }
    }
}
