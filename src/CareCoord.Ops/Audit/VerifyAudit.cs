using System.Data;
using System.Text.Json;
using CareCoord.Audit;
using Npgsql;

namespace CareCoord.Ops.Audit;

/// <summary>Where the signed heads are, and the public keys of whoever signs them; one's own copies are best.</summary>
/// <param name="Unsigned">The file of heads that earlier versions wrote, compared once more; null where there is none.</param>
public sealed record AuditWitnesses(string Folder, string PublicKeys, string? Unsigned = null);

/// <summary>What became of it: what does not fit, in sentences, and else a word on what was looked at.</summary>
public sealed record AuditVerified(IReadOnlyList<string> Problems, string Said);

/// <summary>
/// Checks that the audit is whole. The hashes are reckoned here, from the rows as they stand, and compared with the signed heads that the
/// portal exported. A function of the database is never asked. Whoever rewrites a whole chain cannot sign its heads.
/// </summary>
public static class VerifyAudit
{
    // An export comes every few minutes where something was written.
    private static readonly TimeSpan Late = TimeSpan.FromHours(1);

    /// <summary>The same with what is asked of the database only where <paramref name="witnesses"/> are given.</summary>
    public static async Task<AuditVerified> RunAsync(
        string ownerConnectionString,
        AuditWitnesses? witnesses,
        CancellationToken cancellation
    )
    {
        // Before the rows are read: what they are compared with is then never newer than they.
        var exports = witnesses is null || !Directory.Exists(witnesses.Folder) ? null : Exported(witnesses);
        var unsigned = Unsigned(witnesses?.Unsigned);
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var chain = await CheckAsync(connection, lane => InOrder(unsigned.GetValueOrDefault(lane), exports?.Of(lane) ?? []), cancellation);
        List<string> problems = [.. exports?.Problems ?? [], .. chain.Problems];
        if (witnesses is not null && problems.Count == 0)
            problems.AddRange(Missing(chain, exports, witnesses));
        if (chain.IsOlder && exports?.Newest is { } newest)
            problems.Add(
                $"The database is older than {AuditExports.Named(newest)}: it was restored from a backup that was made before, or its "
                    + "newest entries were removed. docs/operations.md says what to do."
            );
        if (problems.Count == 0 && exports?.Newest is not null && witnesses?.Unsigned is { } former && File.Exists(former))
            File.Move(former, former + ".superseded", overwrite: true);
        return new(
            problems,
            exports?.Newest is { } last
                ? $"{chain.Entries} entries, as {AuditExports.Named(last)} and all before it prove"
                : $"{chain.Entries} entries"
        );
    }

    /// <summary>Checks the chains alone, in a transaction of the caller's; a test does so with what it has not committed.</summary>
    public static async Task<IReadOnlyList<string>> ChainsAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await CheckAsync(connection, _ => [], cancellation)).Problems;

    private static async Task<ChainChecked> CheckAsync(
        NpgsqlConnection connection,
        Func<short, IEnumerable<WitnessedHead>> witnesses,
        CancellationToken cancellation
    )
    {
        // Names mean PostgreSQL's own things, whatever the role or the database has been set to.
        await using (var path = new NpgsqlCommand("set local search_path = pg_catalog", connection))
            await path.ExecuteNonQueryAsync(cancellation);
        var chain = await new AuditChain(witnesses).CheckAsync(connection, cancellation);
        await using (var back = new NpgsqlCommand("set local search_path to default", connection))
            await back.ExecuteNonQueryAsync(cancellation);
        return chain;
    }

    private static IEnumerable<WitnessedHead> InOrder(WitnessedHead? one, IEnumerable<WitnessedHead> others)
    {
        foreach (var other in others)
        {
            if (one is not null && one.Seq <= other.Seq)
                yield return one;
            one = one?.Seq <= other.Seq ? null : one;
            yield return other;
        }

        if (one is not null)
            yield return one;
    }

    private static AuditExports? Exported(AuditWitnesses witnesses) =>
        new AuditHeadFolder(witnesses.Folder).Lines().Any()
            ? AuditExports.Check(witnesses.Folder, AuditHeadKeys.ReadPublic(witnesses.PublicKeys))
            : null;

    private static IEnumerable<string> Missing(ChainChecked chain, AuditExports? exports, AuditWitnesses witnesses)
    {
        if (chain.Newest is not { } written)
            yield break;
        if (exports?.Newest is not { } newest)
            yield return $"There are no exported heads in {witnesses.Folder}, so a chain that was made anew would not be seen: name the "
                + "folder by --heads. The portal exports them every few minutes.";
        else if (written - newest.At > Late)
            yield return FormattableString.Invariant(
                $"The newest heads are {AuditExports.Named(newest)}, and entries were written until {written.UtcDateTime:u}: "
            ) + "exports have stopped, or the newest were removed.";
    }

    // The newest line stood for all before it.
    private static Dictionary<short, WitnessedHead> Unsigned(string? file)
    {
        if (file is null || !File.Exists(file) || File.ReadLines(file).LastOrDefault() is not { Length: > 0 } line)
            return [];
        try
        {
            return JsonSerializer
                .Deserialize<List<AuditHead>>(line)!
                .ToDictionary(head => head.Lane, head => new WitnessedHead(head.Seq, head.Hash, Path.GetFileName(file)));
        }
        catch (JsonException)
        {
            throw new OpsRefused($"{file} does not hold the heads that an earlier version wrote: put it back, or move it away.");
        }
    }
}
