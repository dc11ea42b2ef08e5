using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Files;

/// <summary>What a small file that unpacks to very much takes of the whole process.</summary>
[Collection(AloneTests.Name)]
public sealed class FileBombTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-bomb-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_file_that_unpacks_to_very_much_more_is_refused_by_a_tool_with_limits_and_not_by_this_process()
    {
        var bomb = TestPages.BombPdf(2000);
        Assert.True(bomb.Length < 3 * 1024 * 1024);
        await using var file = new FileVault(
            new FolderStore(folder),
            MasterKeys.Of([MasterKeys.NewLine(DateTimeOffset.UnixEpoch)]),
            new TestClock(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero))
        ).Begin();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await file.TakeAsync(new MemoryStream(bomb), default);
        await file.FinishAsync(default);
        await Assert.ThrowsAsync<RuleBroken>(() => new FileLook().LookAsync(file, default));

        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 64 * 1024 * 1024);
    }
}
