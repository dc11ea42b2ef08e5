using System.Security.Cryptography;
using CareCoord.Files;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Files;

/// <summary>
/// What is kept is encrypted, is read back as it was uploaded or not at all, and leaves nothing behind that nobody needs.
/// </summary>
public sealed class KeptFilesTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-kept-").FullName;
    private readonly string[] keyLines = [MasterKeys.NewLine(Now), MasterKeys.NewLine(Now.AddSeconds(1))];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(65535)]
    [InlineData(65536)]
    [InlineData(65537)]
    [InlineData(131072)]
    [InlineData(1_000_000)]
    public Task It_is_read_back_as_it_was_uploaded(int size) =>
        Seeds.RunAsync(async seed =>
        {
            var bytes = seed.Bytes(size);

            var file = await KeepAsync(bytes);

            Assert.Equal(size, file.Size);
            Assert.Equal(SHA256.HashData(bytes), file.Sha256);
            Assert.Equal(bytes, await ReadAsync(file));
        });

    [Fact]
    public async Task Nothing_of_it_stands_readable_on_the_disk()
    {
        var words = "Nobody shall restart my heart."u8.ToArray();
        await KeepAsync(words);

        Assert.All(Files(), file => Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf(words)));
        foreach (var file in OperatingSystem.IsWindows() ? Array.Empty<string>() : Files())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file));
    }

    [Theory]
    [InlineData("first bit")]
    [InlineData("last bit")]
    [InlineData("cut by a byte")]
    [InlineData("cut by a chunk")]
    [InlineData("a chunk more")]
    [InlineData("chunks swapped")]
    [InlineData("emptied")]
    [InlineData("gone")]
    public Task Whatever_happens_to_its_bytes_is_noticed_before_the_last_of_them_is_handed_on(string harm) =>
        Seeds.RunAsync(async seed =>
        {
            const int Chunk = 65536 + 16;
            var bytes = seed.Bytes(200_000);
            var file = await KeepAsync(bytes);
            var place = Files().Single();
            var kept = File.ReadAllBytes(place);
            byte[] harmed = harm switch
            {
                "first bit" => [(byte)(kept[0] ^ 1), .. kept[1..]],
                "last bit" => [.. kept[..^1], (byte)(kept[^1] ^ 1)],
                "cut by a byte" => kept[..^1],
                "cut by a chunk" => kept[..(3 * Chunk)],
                "a chunk more" => [.. kept, .. kept[..Chunk]],
                "chunks swapped" => [.. kept[Chunk..(2 * Chunk)], .. kept[..Chunk], .. kept[(2 * Chunk)..]],
                _ => [],
            };
            File.WriteAllBytes(place, harmed);
            if (harm == "gone")
                File.Delete(place);

            var read = new MemoryStream();
            await Assert.ThrowsAsync<FileDamaged>(async () =>
            {
                await using var content = Vault().Open(file);
                await content.CopyToAsync(read);
            });

            Assert.True(read.Length < bytes.Length);
        });

    [Fact]
    public Task The_bytes_of_another_file_are_not_taken_for_its_own() =>
        Seeds.RunAsync(async seed =>
        {
            var mine = await KeepAsync(seed.Bytes(1000, part: 1));
            var other = await KeepAsync(seed.Bytes(1000, part: 2));
            File.Copy(Place(other.Id), Place(mine.Id), overwrite: true);

            await Assert.ThrowsAsync<FileDamaged>(() => ReadAsync(mine));
            await Assert.ThrowsAsync<FileDamaged>(() => ReadAsync(mine with { WrappedKey = other.WrappedKey }));
            await Assert.ThrowsAsync<FileDamaged>(() => ReadAsync(other with { Sha256 = mine.Sha256 }));
        });

    [Fact]
    public Task An_older_master_key_reads_what_it_has_wrapped_and_the_newest_wraps_what_comes() =>
        Seeds.RunAsync(async seed =>
        {
            var bytes = seed.Bytes(100);
            var before = await KeepAsync(bytes, Vault(keyLines[..1]));
            var after = await KeepAsync(bytes);

            Assert.NotEqual(before.KeyId, after.KeyId);
            Assert.Equal(bytes, await ReadAsync(before));
            await Assert.ThrowsAsync<FileDamaged>(() => ReadAsync(after, Vault(keyLines[..1])));
        });

    [Theory]
    [InlineData("")]
    [InlineData("k1 abc")]
    [InlineData("K1 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public void A_key_file_that_is_none_is_refused(string line) => Assert.Throws<SettingsRefused>(() => MasterKeys.Of([line]));

    [Fact]
    public void A_key_file_that_others_may_read_is_refused()
    {
        var path = KeyFile.In(folder);
        Assert.NotNull(MasterKeys.Read(path));
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.Contains("may be read by others", Assert.Throws<SettingsRefused>(() => MasterKeys.Read(path)).Message);
    }

    [Fact]
    public async Task More_than_25_MiB_is_refused_and_leaves_nothing()
    {
        await using (var hand = Vault().Begin())
        {
            var part = new byte[1024 * 1024];
            for (var i = 0; i < 25; i++)
                await hand.TakeAsync(part, default);
            Assert.Equal(FileVault.TooLarge, (await Assert.ThrowsAsync<RuleBroken>(() => hand.TakeAsync(new byte[1], default))).Message);
        }

        Assert.Empty(Files());
    }

    [Fact]
    public async Task A_sweep_takes_what_was_begun_and_what_has_no_row_and_leaves_what_is_known_or_being_written()
    {
        var known = await KeepAsync([1, 2, 3]);
        var unknown = await KeepAsync([4, 5, 6]);
        await using var writing = Vault().Begin();
        await writing.TakeAsync(new byte[100], default);
        await using var unwritten = Vault().Begin();
        await unwritten.TakeAsync(new byte[100], default);
        await unwritten.FinishAsync(default);
        var held = await unwritten.KeepAsync(default);
        File.WriteAllBytes(Path.Combine(folder, "incoming", Guid.CreateVersion7().ToString("N")), [1]);

        var removed = await Vault()
            .SweepAsync(ids => Task.FromResult<IReadOnlyCollection<Guid>>([.. ids.Where(id => id == known.Id)]), default);

        Assert.Equal(2, removed);
        Assert.True(File.Exists(Place(known.Id)));
        Assert.True(File.Exists(Place(held.Id)));
        Assert.False(File.Exists(Place(unknown.Id)));
        Assert.Equal([writing.Id.ToString("N")], Directory.GetFiles(Path.Combine(folder, "incoming")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_sweep_asks_again_about_a_file_that_it_holds()
    {
        var late = await KeepAsync([1, 2, 3]);
        var asked = 0;

        await Vault().SweepAsync(ids => Task.FromResult<IReadOnlyCollection<Guid>>(asked++ == 0 ? [] : ids.ToArray()), default);

        Assert.Equal(2, asked);
        Assert.Equal([1, 2, 3], await ReadAsync(late));
    }

    [Fact]
    public Task Many_that_are_kept_together_have_a_key_each_and_are_held_until_their_rows_are_there() =>
        Seeds.RunAsync(async seed =>
        {
            ReadOnlyMemory<byte>[] contents =
            [
                .. Enumerable.Range(1, 40).Select(size => new ReadOnlyMemory<byte>(seed.Bytes(size * 3000, size))),
            ];
            var held = await Vault().KeepAsync(contents, default);
            Assert.Equal(0, await Vault().SweepAsync(_ => Task.FromResult<IReadOnlyCollection<Guid>>([]), default));
            await held.RecordAsync(() => Task.CompletedTask);
            await held.DisposeAsync();

            foreach (var (at, file) in held.Files.Index())
                Assert.Equal(contents[at].ToArray(), await ReadAsync(file));
            Assert.Equal(40, held.Files.Select(file => Convert.ToHexString(file.WrappedKey)).Distinct().Count());
            Assert.Equal(40, await Vault().SweepAsync(_ => Task.FromResult<IReadOnlyCollection<Guid>>([]), default));
            Assert.Empty(Files());
        });

    [Fact]
    public async Task Of_many_whose_rows_do_not_come_to_be_nothing_stays_unless_nobody_knows_what_became_of_them()
    {
        await using (await Vault().KeepAsync([new byte[10], new byte[20]], default)) { }

        Assert.Empty(Files());

        await using (var refused = await Vault().KeepAsync([new byte[10]], default))
            await Assert.ThrowsAsync<PostgresException>(() =>
                refused.RecordAsync(() => throw new PostgresException("no", "ERROR", "ERROR", "23505"))
            );
        Assert.Empty(Files());

        await using (var lost = await Vault().KeepAsync([new byte[10]], default))
            await Assert.ThrowsAsync<NpgsqlException>(() => lost.RecordAsync(() => throw new NpgsqlException("The connection is gone.")));
        Assert.Single(Files());
    }

    [Fact]
    public async Task Of_many_of_which_one_is_too_large_none_is_held()
    {
        await Assert.ThrowsAsync<RuleBroken>(() => Vault().KeepAsync([new byte[10], new byte[FileVault.Largest + 1]], default));

        Assert.Empty(Files());
    }

    private FileVault Vault(string[]? keys = null) => new(new FolderStore(folder), MasterKeys.Of(keys ?? keyLines), new TestClock(Now));

    private async Task<SealedFile> KeepAsync(byte[] bytes, FileVault? vault = null)
    {
        await using var hand = (vault ?? Vault()).Begin();
        await hand.TakeAsync(bytes, default);
        await hand.FinishAsync(default);
        return await hand.KeepAsync(default);
    }

    private async Task<byte[]> ReadAsync(SealedFile file, FileVault? vault = null)
    {
        await using var content = (vault ?? Vault()).Open(file);
        var read = new MemoryStream();
        await content.CopyToAsync(read);
        return read.ToArray();
    }

    private static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);

    private string Place(Guid id) => Path.Combine(folder, "kept", id.ToString("N")[^2..], id.ToString("N"));

    private string[] Files() => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)];
}
