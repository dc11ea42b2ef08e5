using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Web.Tests;

/// <summary>How often components were drawn, and what could not be.</summary>
internal sealed class Drawings
{
    private long count;

    /// <summary>The faults of those that could not be drawn.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public long Count => Interlocked.Read(ref count);

    public void Add() => Interlocked.Increment(ref count);
}

/// <summary>
/// Makes the portal's components of one request, and draws each of them anew whenever the thread that draws is free. It does so also
/// between any two things that it waits for, as a busy machine does now and then.
/// </summary>
internal sealed class RestlessDrawing(IServiceProvider request, Drawings drawings) : IComponentActivator, IDisposable
{
    private static readonly MethodInfo Draw = typeof(ComponentBase).GetMethod(
        "StateHasChanged",
        BindingFlags.Instance | BindingFlags.NonPublic
    )!;

    private readonly HttpResponse? answer = request.GetRequiredService<IHttpContextAccessor>().HttpContext?.Response;
    private volatile bool isOver;

    public IComponent CreateInstance(Type componentType)
    {
        var made = (IComponent)ActivatorUtilities.CreateInstance(request, componentType);
        if (
            componentType.Assembly == typeof(Program).Assembly
            && made is ComponentBase ours
            && SynchronizationContext.Current is { } drawing
        )
            DrawAgain(ours, drawing);
        return made;
    }

    public void Dispose() => isOver = true;

    private void DrawAgain(ComponentBase component, SynchronizationContext drawing) =>
        drawing.Post(
            _ =>
            {
                // An answer that has begun is not drawn any more.
                if (isOver || answer?.HasStarted != false)
                    return;
                try
                {
                    Draw.Invoke(component, null);
                    drawings.Add();
                    DrawAgain(component, drawing);
                }
                catch (TargetInvocationException fault)
                {
                    drawings.Faults.Enqueue($"{component.GetType().Name}: {fault.InnerException!.Message}");
                }
            },
            null
        );
}
