using CareCoord.Accounts;
using CareCoord.Web.OpenPages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Lets an act in a live component pass only while its sign-in lasts and its hat is still worn; else the page leaves. Acts pass in the
/// order in which they came, however long each is checked: what was typed arrives before the click that sends it.
/// </summary>
internal sealed class SessionCircuit(CurrentMe current, SignInSessions sessions, OpenPageCircuit records, NavigationManager navigation)
    : CircuitHandler
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
                var may = await MayAsync();
                await turn;
                act = may ? next(context) : LeaveAsync();
            }
            finally
            {
                // The next one waits until this has begun, not until it has ended: it may be the answer that this one waits for.
                begun.SetResult();
            }

            await act;
        };

    private async Task<bool> MayAsync()
    {
        if (records.HaveEnded)
            return false;
        var me = await current.TryGetAsync();
        var who = me is null ? null : await sessions.CheckAsync(me.SessionId, CancellationToken.None);
        return who is not null && who.Hat == me!.Hat;
    }

    private Task LeaveAsync()
    {
        navigation.NavigateTo(records.HaveEnded ? "/?ended=yes" : "/", forceLoad: true);
        return Task.CompletedTask;
    }
}
