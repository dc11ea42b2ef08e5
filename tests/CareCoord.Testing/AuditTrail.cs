using Npgsql;

namespace CareCoord.Testing;

/// <summary>One entry of the audit, with the patients it is about.</summary>
public sealed record Noted(
    string Action,
    Guid AccountId,
    string Hat,
    Guid? ActingFor,
    string? SubjectKind,
    Guid? SubjectId,
    string? Details,
    Guid[] Patients,
    Guid? Organisation,
    Guid? Session,
    string? SignedInBy,
    string? Address,
    string Node,
    string Version
);

/// <summary>Looks into the audit, past the product.</summary>
public static class AuditTrail
{
    /// <summary>What one account left in the audit, by time.</summary>
    public static async Task<List<Noted>> NotedAsync(this TestDatabase database, Guid account)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select e.action, e.account_id, e.hat, e.acting_for, e.subject_kind, e.subject_id, e.details::text,
                   array(select s.patient_id from audit_subjects s where s.audit_id = e.id order by 1),
                   e.organisation_id, e.session_id, e.signed_in_by, host(e.address), e.node, e.version
            from audit_entries e where e.account_id = $1 order by e.at, e.lane, e.seq
            """,
            connection
        )
        {
            Parameters = { new() { Value = account } },
        };
        await using var row = await command.ExecuteReaderAsync();
        var noted = new List<Noted>();
        while (await row.ReadAsync())
        {
            noted.Add(
                new(
                    row.GetString(0),
                    row.GetGuid(1),
                    row.GetString(2),
                    row.IsDBNull(3) ? null : row.GetGuid(3),
                    row.IsDBNull(4) ? null : row.GetString(4),
                    row.IsDBNull(5) ? null : row.GetGuid(5),
                    row.IsDBNull(6) ? null : row.GetString(6),
                    row.GetFieldValue<Guid[]>(7),
                    row.IsDBNull(8) ? null : row.GetGuid(8),
                    row.IsDBNull(9) ? null : row.GetGuid(9),
                    row.IsDBNull(10) ? null : row.GetString(10),
                    row.IsDBNull(11) ? null : row.GetString(11),
                    row.GetString(12),
                    row.GetString(13)
                )
            );
        }

        return noted;
    }
}
