using System.Diagnostics;

namespace CareCoord.Testing;

/// <summary>Waits for a state that is sure to come, however busy the machine is.</summary>
public static class Until
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Ends when the state is there; fails with what is said otherwise, long after it should have been.</summary>
    public static async Task IsSoAsync(Func<Task<bool>> state, Func<string> otherwise)
    {
        for (var since = Stopwatch.GetTimestamp(); !await state(); await Task.Delay(50))
        {
            if (Stopwatch.GetElapsedTime(since) > Patience)
                throw new TimeoutException(otherwise());
        }
    }

    /// <inheritdoc cref="IsSoAsync(Func{Task{bool}}, Func{string})"/>
    public static Task IsSoAsync(Func<bool> state, string otherwise) => IsSoAsync(() => Task.FromResult(state()), () => otherwise);
}
