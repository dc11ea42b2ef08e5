using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CareCoord.Ops.Audit;

/// <summary>
/// A row of the audit as it stands in its table, with whom it is about. Its hash is reckoned here in the form of <c>app.audit_hash</c>, so
/// that nothing in the database is believed. The test that holds both together is that of hostile entries.
/// </summary>
internal sealed record AuditRow(
    short Lane,
    long Seq,
    Guid? Id,
    long? Micros,
    Guid? AccountId,
    string? Hat,
    Guid? ActingFor,
    string? Action,
    string? SubjectKind,
    Guid? SubjectId,
    string? Details,
    Guid? OrganisationId,
    Guid? SessionId,
    string? SignedInBy,
    string? Address,
    string? Node,
    string? Version,
    byte[]? Previous,
    byte[]? Hash,
    Guid[] Subjects
)
{
    /// <summary>
    /// Reads them all in the order of their lanes. No view is read, nothing that inherits, and every function is PostgreSQL's own.
    /// </summary>
    public const string All = """
        select e.lane, e.seq, e.id,
               case when isfinite(e.at) then (extract(epoch from e.at) * 1000000)::bigint end as micros,
               e.account_id, e.hat, e.acting_for, e.action, e.subject_kind, e.subject_id, e.details::text as details,
               e.organisation_id, e.session_id, e.signed_in_by, format('%s', e.address) as address, e.node, e.version,
               e.previous, e.hash,
               array(select s.patient_id from only public.audit_subjects s where s.audit_id = e.id) as subjects
        from only public.audit_entries e
        order by e.lane, e.seq
        """;

    /// <summary>The SHA-256 over the hash before it and all that it says.</summary>
    public byte[] Hashed()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Previous ?? []);
        hash.AppendData(Encoding.UTF8.GetBytes(Text()));
        return hash.GetHashAndReset();
    }

    /// <summary>What it says, as the text of PostgreSQL's jsonb.</summary>
    public string Text()
    {
        var text = new StringBuilder("[");
        text.Append(CultureInfo.InvariantCulture, $"{Lane}, {Seq}");
        Add(text, Id);
        text.Append(", ").Append(Micros?.ToString(CultureInfo.InvariantCulture) ?? "null");
        Add(text, AccountId);
        Add(text, Hat);
        Add(text, ActingFor);
        Add(text, Action);
        Add(text, SubjectKind);
        Add(text, SubjectId);
        text.Append(", ").Append(Details ?? "null");
        Add(text, OrganisationId);
        Add(text, SessionId);
        Add(text, SignedInBy);
        Add(text, string.IsNullOrEmpty(Address) ? null : Address);
        Add(text, Node);
        Add(text, Version);
        return text.Append(", [").AppendJoin(", ", Subjects.Order().Select(patient => $"\"{patient}\"")).Append("]]").ToString();
    }

    private static void Add(StringBuilder text, Guid? id) => text.Append(id is { } value ? $", \"{value}\"" : ", null");

    private static void Add(StringBuilder text, string? value)
    {
        text.Append(", ");
        if (value is null)
        {
            text.Append("null");
            return;
        }

        text.Append('"');
        foreach (var letter in value)
            text.Append(
                letter switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\b' => "\\b",
                    '\f' => "\\f",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' => $"\\u{(int)letter:x4}",
                    _ => letter,
                }
            );
        text.Append('"');
    }
}
