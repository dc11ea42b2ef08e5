using CareCoord.Ops.Terminal;

namespace CareCoord.Ops.Demo;

/// <summary>Loads the Riverside Care Network: invented people behind demo accounts.</summary>
public static class DemoNetwork
{
    public static Task LoadAsync(string ownerConnectionString, int patients, TimeProvider clock, IProgress<Count> progress, CancellationToken cancellation) => Task.CompletedTask;
}
