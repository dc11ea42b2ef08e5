using CareCoord.Testing;

namespace CareCoord.Core.Tests.Access;

/// <summary>A database that holds the signed moment against its own clock as a real one does: 60 seconds either way.</summary>
public sealed class RealClockDatabase : TestDatabase, IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Clock.Set(TimeProvider.System.GetUtcNow());
        await AsOwnerAsync("update app.signing_key set clock_tolerance = default");
    }
}
