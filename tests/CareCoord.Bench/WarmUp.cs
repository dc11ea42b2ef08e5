using System.Diagnostics;
using System.Globalization;

namespace CareCoord.Bench;

/// <summary>What a process needed to come to rest, from its start or with another operation later: times, and seconds of its CPU.</summary>
internal sealed record Rested(long Operations, double Seconds, bool FromStart)
{
    public IEnumerable<Figure> Figures(string name) =>
        [Figure.Of($"{name}: {Way}", "times", [Operations]), Figure.Of($"{name}: {Way}, CPU of the portal", "s", [Seconds])];

    private string Way => FromStart ? "from start to rest" : "to rest again";
}

/// <summary>
/// Warms a process of .NET until it is at rest. Its runtime compiles what it has seen often again, on a thread of its own. For some
/// thousands of requests that costs as much as the requests do.
/// </summary>
/// <param name="who">What the process is called.</param>
internal sealed class WarmUp(string who, int process)
{
    // As the kernel cuts ".NET Tiered Compilation Worker".
    private const string Compiling = ".NET Tiered Com";
    private const double Most = 0.01;
    private const int Quiet = 2;
    private const int MostRounds = 80;
    private const int Each = 200;
    private const int Piece = 20;

    // Shorter than this, a round may lie between two heaps of work: the runtime waits until nothing new was called for a while.
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, double> threads = [];
    private bool hasRested;

    /// <summary>Repeats an operation until the process is at rest; throws where it does not come to rest.</summary>
    public Task<Rested> ToRestAsync(string name, Func<int, Task> operation)
    {
        var before = 0;
        return ToRestAsync(
            name,
            async () =>
            {
                await Rounds.RunAsync(Piece, at => operation(before + at));
                before += Piece;
                return Piece;
            }
        );
    }

    /// <summary>The same with some operations at a time: <paramref name="some"/> says how many it did.</summary>
    public async Task<Rested> ToRestAsync(string name, Func<Task<int>> some)
    {
        var (operations, begun, quiet, share) = (0L, hasRested ? Processor.OwnMilliseconds(process) : 0, 0, 0.0);
        for (var round = 0; round < MostRounds; round++)
        {
            var (cpu, compiled, time, done) = (Processor.OwnMilliseconds(process), Compiled(), Stopwatch.StartNew(), 0);
            while (done < Each || time.Elapsed < Round)
            {
                done += await some();
                // The thread ends when it has had nothing to do for some seconds: what it has used is read before that.
                Compiled();
            }

            operations += done;
            share = (Compiled() - compiled) / Math.Max(1, Processor.OwnMilliseconds(process) - cpu);
            quiet = share < Most ? quiet + 1 : 0;
            if (quiet == Quiet)
                return Said(name, new(operations, (Processor.OwnMilliseconds(process) - begun) / 1000, !hasRested));
        }

        throw new InvalidOperationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: the {who} did not come to rest. After {operations} times its runtime still takes {share:P1} of its CPU "
                    + $"to compile."
            )
        );
    }

    private Rested Said(string name, Rested rested)
    {
        // A runtime that compiles elsewhere would seem to be at rest from the beginning.
        if (threads.Count == 0)
            throw new InvalidOperationException($"The {who} never had a thread {Compiling}: whether it is at rest cannot be told.");
        hasRested = true;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"      {name}: the {who} is at rest after {rested.Operations} times, {rested.Seconds:0.0} s of its CPU"
            )
        );
        return rested;
    }

    // What has been used for compiling until now, in milliseconds.
    private double Compiled()
    {
        foreach (var thread in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/task")))
        {
            try
            {
                if (File.ReadAllText(thread + "/comm").StartsWith(Compiling, StringComparison.Ordinal))
                    threads[thread] = long.Parse(File.ReadAllText(thread + "/schedstat").Split(' ')[0], CultureInfo.InvariantCulture) / 1e6;
            }
            catch (IOException) when (!Directory.Exists(thread))
            {
                // It has just ended.
            }
        }

        return threads.Values.Sum();
    }
}
