using CareCoord.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace CareCoord.Web.SignIn;

/// <summary>Lets an act in a live component pass only while its sign-in lasts and its hat is still worn; else the page leaves.</summary>
internal sealed class SessionCircuit(CurrentMe current, SignInSessions sessions, NavigationManager navigation) : CircuitHandler
{
    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) =>
        async context =>
        {
            var me = await current.TryGetAsync();
            var who = me is null ? null : await sessions.CheckAsync(me.SessionId, CancellationToken.None);
            if (who is null || who.Hat != me!.Hat)
                navigation.NavigateTo("/", forceLoad: true);
            else
                await next(context);
        };
}
