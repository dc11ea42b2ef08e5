using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CareCoord.Testing;

/// <summary>
/// Where every random case of the tests comes from. A run that fails says its seed; with it in the environment variable CARECOORD_SEED the
/// same cases come again.
/// </summary>
public static class Seeds
{
    public const string Variable = "CARECOORD_SEED";

    /// <summary>Runs a test whose cases come from a seed. Throws <see cref="FailedWithSeed"/> where it fails.</summary>
    public static async Task RunAsync(Func<Seed, Task> test)
    {
        var seed = Next();
        try
        {
            await test(seed);
        }
        catch (Exception failed)
        {
            throw new FailedWithSeed(seed, failed);
        }
    }

    /// <inheritdoc cref="RunAsync"/>
    public static void Run(Action<Seed> test) =>
        RunAsync(seed =>
            {
                test(seed);
                return Task.CompletedTask;
            })
            .GetAwaiter()
            .GetResult();

    /// <summary>Tries a law on many cases, and tells the smallest of those that break it.</summary>
    public static void Hold(Gen<bool> law, int cases) => Run(seed => seed.Hold(law, cases));

    /// <summary>The one of the environment, or a new one.</summary>
    private static Seed Next() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } said
            ? new(int.Parse(said, CultureInfo.InvariantCulture))
            : new(Random.Shared.Next());
}

/// <summary>What the random cases of one test are made from: the same value makes the same cases.</summary>
public sealed record Seed(int Value)
{
    /// <summary>A row of random numbers; each <paramref name="part"/> of a test, as a worker beside others, has a row of its own.</summary>
    public Random Numbers(int part = 0) => new(unchecked((Value * 397) ^ part));

    /// <summary>Bytes that nobody chose.</summary>
    public byte[] Bytes(int count, int part = 0)
    {
        var bytes = new byte[count];
        Numbers(part).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Some of what a generator makes.</summary>
    public T[] Some<T>(Gen<T> generator, int count, int part = 0) => generator.Sample(count, Rnd(part), 50);

    /// <summary>Tries a law on many cases.</summary>
    public void Hold(Gen<bool> law, int cases) =>
        Prop.ForAll(Arb.From(law), holds => holds).Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(new Replay(Rnd(), null)));

    private Rnd Rnd(int part = 0) => new(unchecked((ulong)((Value * 397L) ^ part)));
}

/// <summary>A test of random cases failed, and how to run those again.</summary>
public sealed class FailedWithSeed(Seed seed, Exception failed)
    : Exception(
        string.Create(CultureInfo.InvariantCulture, $"{Seeds.Variable}={seed.Value} runs these cases again. {failed.Message}"),
        failed
    );
