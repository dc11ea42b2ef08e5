using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.SignIn;

/// <summary>
/// The connection of one circuit. When the circuit has to end, its page leaves by one word. Half a second later the connection is cut at
/// the hub; whoever connects again after that is cut again.
/// </summary>
internal sealed class CircuitConnection(TimeProvider clock) : CircuitHandler
{
    // The word to leave goes out first.
    private static readonly TimeSpan ToLeave = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private HubCallerContext? connection;
    private Task? ending;
    private bool isCut;

    /// <summary>The page was told to leave: nothing that it says counts any more.</summary>
    public bool HasEnded => ending is not null;

    /// <summary>
    /// Lets the page leave by this word, and cuts the connection soon after, now and for good. The first word counts; whoever comes later
    /// waits for the same end.
    /// </summary>
    public Task EndAsync(Func<Task> word)
    {
        lock (gate)
            return ending ??= LeaveAsync(word);
    }

    private async Task LeaveAsync(Func<Task> word)
    {
        // Elsewhere than the page's own work, however long that and the word take.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            var said = word();
            await Task.Delay(ToLeave, clock);
            Cut();
            await said;
        }
        finally
        {
            Cut();
        }
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            connection = ConnectionFilter.Current;
            if (isCut)
                connection?.Abort();
        }

        return Task.CompletedTask;
    }

    private void Cut()
    {
        lock (gate)
        {
            isCut = true;
            connection?.Abort();
        }
    }
}
