using CareCoord.Access;
using Npgsql;

namespace CareCoord.Ops.Audit;

/// <summary>What a chain is compared with besides itself: a head that was exported, by what, and when.</summary>
internal sealed record WitnessedHead(long Seq, string Hash, string By);

/// <summary>What became of a check: what does not fit, how many entries there are, and the moment of the newest.</summary>
internal sealed record ChainChecked(IReadOnlyList<string> Problems, long Entries, DateTimeOffset? Newest, bool IsOlder);

/// <summary>
/// Walks all rows of the audit, lane by lane, and reckons their hashes. Of each lane the first row that does not fit is told. Nothing but
/// the row at hand is in memory.
/// </summary>
internal sealed class AuditChain(Func<short, IEnumerable<WitnessedHead>> witnesses)
{
    private const int Lanes = 16;
    private readonly List<string> problems = [];
    private readonly HashSet<short> ended = [];
    private long entries;
    private long newest = long.MinValue;
    private bool older;

    /// <summary>Checks them all, in the transaction that goes on; it must see one moment.</summary>
    public async Task<ChainChecked> CheckAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        problems.AddRange(await AuditShape.ProblemsAsync(connection, cancel));
        if (problems.Count > 0)
            return new(problems, 0, null, false);
        var lanes = await LanesAsync(connection, cancel);
        Walk? walk = null;
        await using (var ask = new NpgsqlCommand(AuditRow.All, connection) { CommandTimeout = 0 })
        await using (var rows = await ask.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                var row = rows.As<AuditRow>();
                if (walk is null || walk.Lane != row.Lane)
                {
                    End(walk, lanes);
                    walk = new(row.Lane, witnesses(row.Lane));
                }

                entries++;
                newest = Math.Max(newest, row.Micros ?? long.MinValue);
                Tell(walk.Step(row));
            }
        }

        End(walk, lanes);
        // Of these not one row is left.
        foreach (var lane in lanes.Keys.Union(Enumerable.Range(0, Lanes).Select(lane => (short)lane)).Except(ended).Order().ToList())
            End(new(lane, witnesses(lane)), lanes);
        return new(
            problems,
            entries,
            newest == long.MinValue ? null : DateTimeOffset.UnixEpoch.AddMicroseconds(Math.Clamp(newest, -6e16, 2.5e17)),
            older
        );
    }

    private void End(Walk? walk, Dictionary<short, LaneEnd> lanes)
    {
        if (walk is null)
            return;
        ended.Add(walk.Lane);
        Tell(walk.End(lanes.GetValueOrDefault(walk.Lane)));
        older |= walk.IsOlder;
        walk.Dispose();
    }

    private void Tell(string? problem)
    {
        if (problem is not null)
            problems.Add(problem);
    }

    private static async Task<Dictionary<short, LaneEnd>> LanesAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var ask = new NpgsqlCommand("select l.lane, l.seq, l.head from only public.audit_lanes l", connection);
        await using var rows = await ask.ExecuteReaderAsync(cancel);
        return (await rows.ListAsync<LaneEnd>(cancel)).ToDictionary(lane => lane.Lane);
    }

    private sealed record LaneEnd(short Lane, long Seq, byte[] Head);

    // One lane; it says what is wrong once.
    private sealed class Walk(short lane, IEnumerable<WitnessedHead> witnesses) : IDisposable
    {
        private readonly IEnumerator<WitnessedHead> heads = witnesses.GetEnumerator();
        private bool begun;
        private bool more;
        private bool failed;
        private long seq;
        private byte[] hash = [];

        public short Lane { get; } = lane;

        public bool IsOlder { get; private set; }

        public string? Step(AuditRow row)
        {
            if (failed)
                return null;
            var fits =
                row.Seq != seq + 1 ? "an entry before it is missing"
                : !hash.AsSpan().SequenceEqual(row.Previous) ? "it does not continue the entry before it"
                : !row.Hashed().AsSpan().SequenceEqual(row.Hash) ? "it was changed after it was written"
                : null;
            (seq, hash) = (row.Seq, row.Hash ?? []);
            fits ??= Witnessed(row);
            failed = fits is not null;
            return failed ? $"Lane {Lane}, entry {row.Seq} ({row.Id}): {fits}." : null;
        }

        public string? End(LaneEnd? told)
        {
            if (failed)
                return null;
            if ((told?.Seq ?? 0) != seq || !(told?.Head ?? []).AsSpan().SequenceEqual(hash))
                return $"Lane {Lane}, entry {told?.Seq ?? seq}: the newest entries of the lane are missing.";
            Next(seq + 1);
            if (!more)
                return null;
            IsOlder = true;
            return $"Lane {Lane}, entry {heads.Current.Seq}: it is missing, with all after entry {seq}; it was there when "
                + $"{heads.Current.By} was written.";
        }

        public void Dispose() => heads.Dispose();

        // Of several that were exported at this entry, each must be it.
        private string? Witnessed(AuditRow row)
        {
            for (Next(row.Seq); more && heads.Current.Seq == row.Seq; more = heads.MoveNext())
                if (heads.Current.Hash != Convert.ToHexStringLower(row.Hash ?? []))
                    return $"it is not the entry that stood there when {heads.Current.By} was written";
            return null;
        }

        // What went back was told of the exports themselves.
        private void Next(long from)
        {
            if (!begun)
                (begun, more) = (true, heads.MoveNext());
            while (more && heads.Current.Seq < from)
                more = heads.MoveNext();
        }
    }
}
