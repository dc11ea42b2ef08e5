using System.Text.Json;
using CareCoord.Access;
using Npgsql;

namespace CareCoord.Ops.Audit;

/// <summary>
/// Checks the audit's hash chains, and against the heads that earlier runs wrote to a file outside the database. Whoever rewrites a whole
/// chain cannot rewrite that file too.
/// </summary>
public static class VerifyAudit
{
    /// <summary>How long a lane was, and its hash in hex, at some moment.</summary>
    public sealed record Head(short Lane, long Seq, string Hash);

    /// <summary>What does not fit, in sentences; empty where the audit is whole. Then the heads of now are added to the file.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(string ownerConnectionString, string headsFile, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(ownerConnectionString);
        List<string> problems = [];
        await using (var misfits = database.CreateCommand("select lane, seq, audit_id, problem from app.audit_misfits()"))
        await using (var rows = await misfits.ExecuteReaderAsync(cancellation))
        {
            foreach (var misfit in await rows.ListAsync<Misfit>(cancellation))
                problems.Add(
                    $"Lane {misfit.Lane}, entry {misfit.Seq}{(misfit.AuditId is { } entry ? $" ({entry})" : "")}: {misfit.Problem}."
                );
        }

        foreach (var head in Exported(headsFile))
        {
            await using var found = database.CreateCommand("select encode(hash, 'hex') from audit_entries where lane = $1 and seq = $2");
            found.Parameters.Add(new() { Value = head.Lane });
            found.Parameters.Add(new() { Value = head.Seq });
            if (await found.ExecuteScalarAsync(cancellation) as string != head.Hash)
                problems.Add(
                    $"Lane {head.Lane}, entry {head.Seq}: it is not the entry that stood there when {Path.GetFileName(headsFile)} "
                        + "was written."
                );
        }

        if (problems.Count == 0)
            await ExportAsync(database, headsFile, cancellation);
        return problems;
    }

    // The newest line stands for all before it: each chain holds its own past.
    private static IEnumerable<Head> Exported(string file) =>
        File.Exists(file) && File.ReadLines(file).LastOrDefault() is { Length: > 0 } line
            ? JsonSerializer.Deserialize<List<Head>>(line)!
            : [];

    private static async Task ExportAsync(NpgsqlDataSource database, string file, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select lane, seq, encode(head, 'hex') as hash from audit_lanes where seq > 0 order by lane"
        );
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var heads = await rows.ListAsync<Head>(cancellation);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.AppendAllTextAsync(file, JsonSerializer.Serialize(heads) + "\n", cancellation);
    }

    private sealed record Misfit(short Lane, long Seq, Guid? AuditId, string Problem);
}
