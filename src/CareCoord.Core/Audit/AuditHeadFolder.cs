using System.Globalization;
using System.Text;
using CareCoord.Shared;

namespace CareCoord.Audit;

/// <summary>A line of a file of exports: where it stands, and what it says; null where it is no export.</summary>
public sealed record AuditExportLine(string File, string Text, AuditExport? Export);

/// <summary>
/// The folder of the exported heads, outside the database. Files are only ever added to, one a day; the first line of each has the heads of
/// all lanes. Whoever adds a line holds a lock on the folder, so that two who export at once continue each other.
/// </summary>
public sealed class AuditHeadFolder(string path)
{
    private const string Ending = ".heads";
    private const string LockName = "lock";

    public string Path { get; } = path;

    /// <summary>All lines, the oldest first, read as they are asked for.</summary>
    public IEnumerable<AuditExportLine> Lines() => Files().SelectMany(LinesOf);

    /// <summary>
    /// Adds the heads of this moment, where they are not those of the last export. Null where somebody else is just adding theirs, or where
    /// there is nothing to add.
    /// </summary>
    /// <param name="keys">The current one signs.</param>
    /// <param name="heads">Reads the heads, while the folder is held: they are never older than what stands there.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="AuditWentBack">A lane is shorter than it was, or its head is another one at the same length.</exception>
    public async Task<AuditExport?> AddAsync(AuditHeadKeys keys, Func<Task<IReadOnlyList<AuditHead>>> heads, DateTimeOffset now)
    {
        OwnFiles.MakeFolder(Path);
        using var held = TryHold();
        if (held is null)
            return null;
        var current = await heads();
        var (file, known, last) = Newest();
        var changed = Changed(current, known);
        if (changed.Count == 0)
            return null;
        var number = (last?.Export!.Number ?? 0) + 1;
        // A file of its own for each day, with all heads: what was before it need not be read to go on.
        if (file is null || last is null || file != last.File || last.Export!.At.UtcDateTime.Date != now.UtcDateTime.Date)
            (file, changed) = (System.IO.Path.Combine(Path, NameOf(number)), [.. current]);
        var export = new AuditExport(number, now, last is null ? "" : AuditExport.HashOf(last.Text), changed);
        Append(file, export.Sign(keys));
        return export;
    }

    private static List<AuditHead> Changed(IReadOnlyList<AuditHead> current, Dictionary<short, AuditHead> known)
    {
        var now = current.ToDictionary(head => head.Lane);
        foreach (var was in known.Values.OrderBy(head => head.Lane))
            if (now.GetValueOrDefault(was.Lane) is not { } head || head.Seq < was.Seq || (head.Seq == was.Seq && head.Hash != was.Hash))
                throw new AuditWentBack(was, now.GetValueOrDefault(was.Lane)?.Seq ?? 0);
        return [.. current.Where(head => known.GetValueOrDefault(head.Lane)?.Seq != head.Seq)];
    }

    // The newest file, all heads as they were exported last, and the last export.
    private (string? File, Dictionary<short, AuditHead> Known, AuditExportLine? Last) Newest()
    {
        var files = Files().ToList();
        foreach (var file in Enumerable.Reverse(files))
        {
            var (known, last) = (new Dictionary<short, AuditHead>(), (AuditExportLine?)null);
            foreach (var line in LinesOf(file).Where(line => line.Export is not null))
            {
                last = line;
                foreach (var head in line.Export!.Heads)
                    known[head.Lane] = head;
            }

            if (last is not null)
                return (files[^1], known, last);
        }

        return (files.LastOrDefault(), [], null);
    }

    private static void Append(string file, string line)
    {
        using var stream = new FileStream(file, OwnFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite));
        // What was torn when a machine lost its power stays a line by itself, which is no export.
        var torn = stream.Length > 0 && stream.Seek(-1, SeekOrigin.End) >= 0 && stream.ReadByte() != '\n';
        stream.Seek(0, SeekOrigin.End);
        stream.Write(Encoding.UTF8.GetBytes($"{(torn ? "\n" : "")}{line}\n"));
        stream.Flush(flushToDisk: true);
    }

    private IEnumerable<string> Files() =>
        Directory.Exists(Path) ? Directory.GetFiles(Path, "*" + Ending).Order(StringComparer.Ordinal) : [];

    private static IEnumerable<AuditExportLine> LinesOf(string file) =>
        File.ReadLines(file, Encoding.UTF8)
            .Where(line => line.Length > 0)
            .Select(line => new AuditExportLine(file, line, AuditExport.Of(line)));

    private static string NameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:D10}{Ending}");

    private FileStream? TryHold()
    {
        try
        {
            var alone = OwnFiles.Options(FileMode.OpenOrCreate, FileAccess.ReadWrite);
            alone.Share = FileShare.None;
            return new FileStream(System.IO.Path.Combine(Path, LockName), alone);
        }
        catch (IOException held) when (held.Message.Contains("being used by another process", StringComparison.Ordinal))
        {
            return null;
        }
    }
}

/// <summary>A lane of the audit is shorter than when its head was exported, or another one: entries were removed, or made anew.</summary>
public sealed class AuditWentBack(AuditHead was, long seq)
    : Exception($"Lane {was.Lane} of the audit had {was.Seq} entries when its head was exported, and has {seq} now, or others.")
{
    public AuditHead Was { get; } = was;

    public long Seq { get; } = seq;
}
