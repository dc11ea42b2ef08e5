using CareCoord.Accounts;
using CareCoord.Web.OpenPages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Lets an act in a live component pass only while its sign-in lasts and its hat is still worn. Else the page leaves and is cut. Acts pass
/// in the order in which they came, however long each is checked: what was typed arrives before the click that sends it.
/// </summary>
internal sealed class SessionCircuit(
    CurrentMe current,
    SignInSessions sessions,
    OpenPageCircuit records,
    CircuitConnection connection,
    NavigationManager navigation
) : CircuitHandler
{
    private Task before = Task.CompletedTask;

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(
        Func<CircuitInboundActivityContext, Task> next
    ) =>
        async context =>
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var turn = Interlocked.Exchange(ref before, begun.Task);
            Task act;
            try
            {
                var may = await LastsAsync();
                await turn;
                act = may ? next(context) : EndAsync();
            }
            finally
            {
                // The next one waits until this has begun, not until it has ended: it may be the answer that this one waits for.
                begun.SetResult();
            }

            await act;
        };

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken) =>
        PersonalSeals.Know(SynchronizationContext.Current, await current.BriefAsync());

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        LiveConnections.LeavesBy(ConnectionFilter.Current, EndAsync);
        return Task.CompletedTask;
    }

    /// <summary>Whether the sign-in lasts under this hat, and what is shown may still be seen.</summary>
    public async Task<bool> LastsAsync()
    {
        if (connection.HasEnded || await current.TryGetAsync() is not { } me)
            return false;
        var who = await sessions.CheckAsync(me.SessionId, CancellationToken.None);
        if (!me.Is(who))
            return false;
        if (ConnectionFilter.IsAct)
            await sessions.SeenAsync(who!, CancellationToken.None);
        return true;
    }

    /// <summary>The page leaves: to what is still there, or to the sign-in page, which says why.</summary>
    public Task EndAsync() =>
        connection.EndAsync(() =>
        {
            navigation.NavigateTo(records.HaveEnded ? "/?ended=yes" : "/", forceLoad: true);
            return Task.CompletedTask;
        });
}
