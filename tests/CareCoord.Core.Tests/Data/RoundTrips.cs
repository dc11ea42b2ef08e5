using System.Diagnostics;
using CareCoord.Data;

namespace CareCoord.Core.Tests.Data;

/// <summary>Counts how often an act asks the database, by the driver's own traces.</summary>
public static class RoundTrips
{
    /// <summary>The statements and batches that were sent for <paramref name="act"/>, as the driver names them.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(Func<Task> act)
    {
        using var asked = new Activity("asked").SetIdFormat(ActivityIdFormat.W3C).Start();
        var sent = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = one =>
            {
                // Other tests run at the same time: only what this act caused counts, without what each new connection asks once.
                var said = one.Tags.FirstOrDefault(tag => tag.Key is "db.query.text" or "db.statement").Value;
                if (one.TraceId == asked.TraceId && said is not (null or PortalRole.Powers))
                {
                    lock (sent)
                        sent.Add(one.DisplayName + ": " + said);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        try
        {
            await act();
        }
        finally
        {
            asked.Stop();
        }

        return sent;
    }
}
