using CareCoord.Access;

namespace CareCoord.Amendments;

/// <summary>What an entry of the record said before an amendment, and that amendment: what it did, why, who did it and when.</summary>
/// <param name="Version">The number of the version that it was.</param>
/// <param name="Content">What it said; <see cref="EntryContent.Read{T}"/> reads it.</param>
/// <param name="For">The colleague in whose place a deputy amended it.</param>
public sealed record FormerVersion(
    Guid EntryId,
    int Version,
    string Content,
    AmendmentKind Kind,
    string Reason,
    string By,
    Hat Hat,
    string? For,
    DateTimeOffset At
)
{
    /// <summary>
    /// Reads the former versions of entries from their table, each entry's newest first. Of the patient $1; <paramref name="entries"/> is
    /// the id of one entry or a query of several, with the other values of the statement.
    /// </summary>
    public static string Sql(string table, string entries = "$2") =>
        $"""
            select v.entry_id, v.version, v.content::text as content, v.kind, v.reason, a.display_name as by, v.hat, f.display_name as for,
                   v.at
            from {table} v join accounts a on a.id = v.account_id left join accounts f on f.id = v.for_account_id
            where v.patient_id = $1 and v.entry_id in ({entries}) order by v.entry_id, v.version desc
            """;
}
