using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace CareCoord.Web.SignIn;

/// <summary>
/// The connection of one circuit. When the circuit has to end, its page leaves by one word, and half a second later the connection is cut
/// at the hub; whoever connects again after that is cut again.
/// </summary>
internal sealed class CircuitConnection(TimeProvider clock) : CircuitHandler
{
    // The word to leave goes out first.
    private static readonly TimeSpan ToLeave = TimeSpan.FromMilliseconds(500);
    private readonly Lock gate = new();
    private HubCallerContext? connection;
    private bool isCut;

    /// <summary>The page was told to leave: nothing that it says counts any more.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Lets the page leave by this word, and cuts the connection soon after, now and for good. The first word counts.</summary>
    public async Task EndAsync(Func<Task> word)
    {
        lock (gate)
        {
            if (HasEnded)
                return;
            HasEnded = true;
        }

        try
        {
            // However long the word takes: a page that is busy is cut all the same.
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
