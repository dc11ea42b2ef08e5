using CareCoord.Access;

namespace CareCoord.OpenPages;

/// <summary>What an open page shows of a patient's record: the parts that it was allowed to show when it was made.</summary>
public sealed record OpenPageRecord(Guid PatientId, Category Parts);

/// <summary>
/// What has become of what open pages show. It says of whom nothing is theirs to see any more, of whom less is, and when that may change by
/// itself.
/// </summary>
public sealed record OpenPageAccess(IReadOnlyList<Guid> Ended, IReadOnlyList<Guid> Narrowed, DateTimeOffset? Until)
{
    /// <summary>All of it may still be shown.</summary>
    public bool IsWhole => Ended.Count + Narrowed.Count == 0;
}

/// <summary>
/// Asks for open pages whether what they show is still theirs to see. It holds nothing of a record, so it is no entry of the audit.
/// </summary>
public sealed class OpenPageQueries(RecordReader records)
{
    /// <summary>The most patients that one page asks for.</summary>
    public const int Most = 50;

    private static readonly AuditedAction Ask = new("access.asked", "asked whether an open page may still be shown");

    private const string Now = """
        select s.patient_id, s.parts as was, coalesce(bit_or(a.view_bits), 0) as is_now, min(a.valid_until) as until
        from unnest($1::uuid[], $2::integer[]) as s (patient_id, parts)
        left join patient_access a on a.patient_id = s.patient_id
        group by s.patient_id, s.parts
        """;

    /// <summary>How it stands now, under the hat worn.</summary>
    public Task<OpenPageAccess> AccessAsync(Actor actor, IReadOnlyList<OpenPageRecord> shown, CancellationToken cancel)
    {
        Sql[] content = [new(Now, shown.Select(s => s.PatientId).ToArray(), shown.Select(s => (int)s.Parts).ToArray())];
        return records.ReadListAsync(
            actor,
            Ask,
            content,
            async rows =>
            {
                var now = await rows.ListAsync<Row>(cancel);
                return new OpenPageAccess(
                    [.. now.Where(one => one.IsNow == Category.None).Select(one => one.PatientId)],
                    [
                        .. now.Where(one => one.IsNow != Category.None && (one.Was & ~one.IsNow) != Category.None)
                            .Select(one => one.PatientId),
                    ],
                    now.Min(one => one.Until)
                );
            },
            [],
            cancel
        );
    }

    private sealed record Row(Guid PatientId, Category Was, Category IsNow, DateTimeOffset? Until);
}
