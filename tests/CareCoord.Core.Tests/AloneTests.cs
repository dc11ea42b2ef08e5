namespace CareCoord.Core.Tests;

/// <summary>Tests that measure the whole process: they run when no other test works in it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneTests
{
    public const string Name = "alone";
}
