using CareCoord.Access;
using CareCoord.CareTeams;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>Whose documents are written: who they are, their coordinator, and the providers on their team now.</summary>
/// <param name="Id">The patient.</param>
/// <param name="Account">With which they sign in, if any.</param>
/// <param name="Name">Their whole name.</param>
/// <param name="BirthDate">Their birthday.</param>
/// <param name="Since">Since when there is a record of them.</param>
/// <param name="Coordinator">Who reviews what is handed in.</param>
/// <param name="Assignment">By which the coordinator has them on the caseload.</param>
/// <param name="Team">The providers, those who came first before the others.</param>
internal sealed record DocumentPerson(
    Guid Id,
    Guid? Account,
    string Name,
    DateOnly BirthDate,
    DateTimeOffset Since,
    Guid Coordinator,
    Guid Assignment,
    IReadOnlyList<(Guid Account, TeamRole Role, DateTimeOffset Since)> Team
)
{
    // Who has any document keeps what there is.
    private const string Lacking = """
        select p.id, p.account_id as account, p.given_name || ' ' || p.family_name as name, p.birth_date, p.created_at as since,
               c.coordinator_account_id as coordinator,
               c.id as assignment, k.display_name as coordinator_name,
               array(select m.account_id from care_team_members m where m.patient_id = p.id and m.provider_id is not null and m.since <= $2
                       and (m.until is null or m.until > $2) order by m.since, m.id) as accounts,
               array(select m.role from care_team_members m where m.patient_id = p.id and m.provider_id is not null and m.since <= $2
                       and (m.until is null or m.until > $2) order by m.since, m.id) as roles,
               array(select m.since from care_team_members m where m.patient_id = p.id and m.provider_id is not null and m.since <= $2
                       and (m.until is null or m.until > $2) order by m.since, m.id) as joined
        from patients p
        join caseload_assignments c on c.patient_id = p.id and c.since <= $2 and (c.until is null or c.until > $2)
        join accounts k on k.id = c.coordinator_account_id
        where p.id = any ($1) and not exists (select from legal_documents d where d.patient_id = p.id)
        """;

    /// <summary>
    /// Those of these patients who are here and have no document at all; the scene knows their coordinators from then on.
    /// </summary>
    public static async Task<Dictionary<Guid, DocumentPerson>> LackingAsync(
        NpgsqlConnection connection,
        Guid[] patients,
        DemoScene scene,
        CancellationToken cancel
    )
    {
        await using var command = new NpgsqlCommand(Lacking, connection);
        command.Parameters.Add(new() { Value = patients });
        command.Parameters.Add(new() { Value = scene.Calendar.Now });
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var people = await rows.ListAsync<Row>(cancel);
        people.ForEach(person => scene.Knows(person.Coordinator, person.CoordinatorName));
        return people.ToDictionary(
            person => person.Id,
            person => new DocumentPerson(
                person.Id,
                person.Account,
                person.Name,
                person.BirthDate,
                person.Since,
                person.Coordinator,
                person.Assignment,
                [.. person.Accounts.Select((account, at) => (account, person.Roles[at], person.Joined[at]))]
            )
        );
    }

    private sealed record Row(
        Guid Id,
        Guid? Account,
        string Name,
        DateOnly BirthDate,
        DateTimeOffset Since,
        Guid Coordinator,
        Guid Assignment,
        string CoordinatorName,
        Guid[] Accounts,
        TeamRole[] Roles,
        DateTimeOffset[] Joined
    );

    /// <summary>Who hands in for them where nobody is named: they themselves, or the provider who has known them longest.</summary>
    public (Guid Account, Hat Hat) Usually => Account is { } own ? (own, Hat.Patient) : (Team[0].Account, Hat.Provider);
}
