namespace CareCoord.Web.Tests;

/// <summary>Tests that listen to the whole process: they run when no other test says anything in it.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneTests
{
    public const string Name = "alone";
}
