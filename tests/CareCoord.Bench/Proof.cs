namespace CareCoord.Bench;

/// <summary>Something that an operation leaves in the database so often each time, and the SQL that counts it.</summary>
internal sealed record Trace(string What, int Each, string Sql, params object[] Values);

/// <summary>
/// Holds a figure to its name. What its operations were to leave in the database is counted before and after them, and the bench fails
/// where it is not there.
/// </summary>
internal sealed class Proof
{
    private readonly Site site;
    private readonly string name;
    private readonly Func<int, Task> operation;
    private readonly List<(Trace Trace, long Before)> traces = [];
    private int done;

    private Proof(Site site, string name, Func<int, Task> operation) => (this.site, this.name, this.operation) = (site, name, operation);

    public static async Task<Proof> BeginAsync(Site site, string name, Func<int, Task> operation, params Trace[] traces)
    {
        var proof = new Proof(site, name, operation);
        foreach (var trace in traces)
            proof.traces.Add((trace, await proof.CountAsync(trace)));
        return proof;
    }

    /// <summary>Does the operation, and remembers that it was done.</summary>
    public async Task RunAsync(int at)
    {
        await operation(at);
        Interlocked.Increment(ref done);
    }

    /// <summary>Throws where less, or clearly more, is there than was to be.</summary>
    public async Task HoldAsync()
    {
        foreach (var (trace, before) in traces)
        {
            var (expected, found) = ((long)done * trace.Each, await CountAsync(trace) - before);
            // What the portal does by itself may add one now and then.
            if (done == 0 || found < expected || found > expected + (expected / 100))
                throw new InvalidOperationException($"Not measured: {name}. {done} times left {found} {trace.What}, not {expected}.");
        }
    }

    private Task<long> CountAsync(Trace trace) => site.CountAsync(trace.Sql, trace.Values);
}
