using CareCoord.Audit;

namespace CareCoord.Ops.Audit;

/// <summary>
/// The exports in a folder, as far as they are to be believed: each is signed, and continues the one before it. From the first that does
/// not on, none is.
/// </summary>
internal sealed class AuditExports
{
    private readonly AuditHeadFolder folder;
    private long believed;

    private AuditExports(AuditHeadFolder folder) => this.folder = folder;

    /// <summary>What does not fit about them, in sentences.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The newest that is believed; null where there is none.</summary>
    public AuditExport? Newest { get; private set; }

    /// <summary>Reads them all once; what is written later is left for the next time.</summary>
    public static AuditExports Check(string folder, AuditHeadKeys keys)
    {
        var exports = new AuditExports(new(folder));
        var (previous, seqs) = ("", new Dictionary<short, long>());
        foreach (var line in exports.folder.Lines().Where(line => line.Export is not null))
        {
            var export = line.Export!;
            if (Against(export, exports.Newest, previous, keys, seqs) is { } problem)
            {
                exports.Problems.Add($"{Path.GetFileName(line.File)}: {problem}");
                break;
            }

            foreach (var head in export.Heads)
                seqs[head.Lane] = head.Seq;
            (exports.Newest, exports.believed, previous) = (export, export.Number, AuditExport.HashOf(line.Text));
        }

        return exports;
    }

    /// <summary>The heads of a lane, from the shortest on, read as they are asked for.</summary>
    public IEnumerable<WitnessedHead> Of(short lane) =>
        from line in folder.Lines()
        where line.Export is not null
        let export = line.Export
        from head in export.Number <= believed ? export.Heads : []
        where head.Lane == lane
        select new WitnessedHead(head.Seq, head.Hash, Named(export));

    /// <summary>An export, as a sentence names it.</summary>
    public static string Named(AuditExport export) => FormattableString.Invariant($"export {export.Number} of {export.At.UtcDateTime:u}");

    private static string? Against(
        AuditExport export,
        AuditExport? before,
        string previous,
        AuditHeadKeys keys,
        Dictionary<short, long> seqs
    )
    {
        if (!keys.Knows(export.Key))
            return $"{Named(export)} names the key {export.Key}, which is none of the public keys that are known here.";
        if (!export.IsSigned(keys))
            return $"{Named(export)} was not signed by the key {export.Key}: it is forged, or was changed.";
        if (export.Number != (before?.Number ?? 0) + 1)
            return before is null
                ? $"the exports before {Named(export)} are gone."
                : $"exports are missing between {Named(before)} and {Named(export)}.";
        if (export.Previous != previous)
            return $"{Named(export)} does not continue the export before it.";
        return export.Heads.FirstOrDefault(head => head.Seq < seqs.GetValueOrDefault(head.Lane)) is { } back
            ? $"by {Named(export)} lane {back.Lane} had become shorter."
            : null;
    }
}
