namespace CareCoord.ScriptProbe.States;

/// <summary>A fact and which loading, counted from 1, brought it.</summary>
public sealed record LoadedFact(string Text, int Loading);

/// <summary>Counts how often facts were loaded since the probe started.</summary>
public sealed class LoadCounter
{
    private int total;

    public int Total => Volatile.Read(ref total);

    public LoadedFact Load(string name)
    {
        var loading = Interlocked.Increment(ref total);
        return new LoadedFact($"The {name} fact, loading {loading}", loading);
    }
}
