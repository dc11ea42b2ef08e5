using System.Runtime.InteropServices;
using CareCoord.Shared;

namespace CareCoord.Files;

/// <summary>
/// Keeps files in a folder of this machine. They are written in <c>incoming</c>, and moved to their place when they are whole and on the
/// disk. Whoever writes one holds a lock on it until its row is written, which the system lets go of when the process dies.
/// </summary>
public sealed class FolderStore : IFileStore
{
    // Elsewhere than on Linux each file is settled as it is kept.
    private static readonly bool SettlesAtOnce = OperatingSystem.IsLinux();

    private readonly string incoming;
    private readonly string kept;

    /// <summary>Opens the folder, or makes it, for its owner alone.</summary>
    public FolderStore(string folder)
    {
        (incoming, kept) = (Path.Combine(folder, "incoming"), Path.Combine(folder, "kept"));
        foreach (var made in new[] { folder, incoming, kept })
        {
            Make(made);
            OwnFiles.MakeFolder(made);
        }
    }

    public IncomingFile Begin(Guid id)
    {
        var file = OwnFiles.New(FileAccess.ReadWrite);
        (file.Share, file.Options) = (FileShare.None, FileOptions.Asynchronous);
        return new Incoming(this, id, new FileStream(Path.Combine(incoming, id.ToString("N")), file));
    }

    public void Settle()
    {
        if (SettlesAtOnce)
            Settle(kept, SynchronizeAll);
    }

    public Stream Open(Guid id)
    {
        try
        {
            return new FileStream(
                PlaceOf(id),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read,
                1,
                FileOptions.Asynchronous | FileOptions.SequentialScan
            );
        }
        catch (Exception lost) when (lost is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileDamaged(id);
        }
    }

    public void Remove(Guid id) => File.Delete(PlaceOf(id));

    public async Task<int> SweepAsync(Func<IReadOnlyList<Guid>, Task<IReadOnlyCollection<Guid>>> known, CancellationToken cancel)
    {
        var removed = 0;
        foreach (var left in Directory.EnumerateFiles(incoming))
        {
            using var held = TryHold(left);
            if (held is null)
                continue;
            File.Delete(left);
            removed++;
        }

        foreach (var some in Directory.EnumerateFiles(kept, "*", SearchOption.AllDirectories).Chunk(500))
        {
            cancel.ThrowIfCancellationRequested();
            var files = some.Where(file => Guid.TryParseExact(Path.GetFileName(file), "N", out _))
                .ToDictionary(file => Guid.ParseExact(Path.GetFileName(file), "N"));
            var rows = await known([.. files.Keys]);
            foreach (var (id, file) in files.Where(file => !rows.Contains(file.Key)))
            {
                // Whoever writes its row holds it until that is done: held here, it has a row by now or never gets one.
                using var held = TryHold(file);
                if (held is null || (await known([id])).Contains(id))
                    continue;
                File.Delete(file);
                removed++;
            }
        }

        return removed;
    }

    private static FileStream? TryHold(string file)
    {
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            // Somebody writes it, or another node has swept it.
            return null;
        }
    }

    // Ids end in chance: 256 folders of about the same size.
    private string PlaceOf(Guid id)
    {
        var name = id.ToString("N");
        return Path.Combine(kept, name[^2..], name);
    }

    private static void Make(string folder)
    {
        if (Directory.Exists(folder))
            return;
        OwnFiles.MakeFolder(folder);
        Settle(Path.GetDirectoryName(folder)!);
    }

    // A name is on the disk only when its folder is.
    private static void Settle(string folder)
    {
        if (!OperatingSystem.IsWindows())
            Settle(folder, Synchronize);
    }

    private static void Settle(string folder, Func<int, int> synchronize)
    {
        var handle = OpenFolder(folder, 0);
        var failed = handle < 0 || synchronize(handle) != 0;
        if (handle >= 0)
            _ = CloseHandle(handle);
        if (failed)
            throw new IOException($"The folder {folder} could not be written to the disk.");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int OpenFolder([MarshalAs(UnmanagedType.LPUTF8Str)] string folder, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int handle);

    // The whole file system that the folder is on.
    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    private static extern int SynchronizeAll(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int CloseHandle(int handle);

    private sealed class Incoming(FolderStore store, Guid id, FileStream file) : IncomingFile
    {
        private bool isKept;

        public override Stream Content => file;

        public override async Task KeepAsync(bool later, CancellationToken cancel)
        {
            var now = !later || !SettlesAtOnce;
            await file.FlushAsync(cancel);
            if (now)
                file.Flush(flushToDisk: true);
            var place = store.PlaceOf(id);
            Make(Path.GetDirectoryName(place)!);
            File.Move(file.Name, place);
            isKept = true;
            if (!now)
                return;
            try
            {
                Settle(Path.GetDirectoryName(place)!);
                Settle(store.incoming);
            }
            catch
            {
                // Nobody learns that it is here, so nobody would write its row.
                File.Delete(place);
                throw;
            }
        }

        public override async ValueTask DisposeAsync()
        {
            if (!isKept)
                File.Delete(file.Name);
            await file.DisposeAsync();
        }
    }
}
