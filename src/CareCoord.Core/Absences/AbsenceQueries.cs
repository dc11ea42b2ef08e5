using CareCoord.Access;
using CareCoord.Providers;
using CareCoord.Shared;

namespace CareCoord.Absences;

/// <summary>An absence that is not over: who is away, who stands in for them, from when until when.</summary>
/// <param name="Note">What the one who is away wants the deputy to know; null for everybody else.</param>
public sealed record AbsenceView(
    Guid Id,
    Guid AccountId,
    string Name,
    Hat Hat,
    Guid DeputyId,
    string DeputyName,
    DateTimeOffset Since,
    DateTimeOffset Until,
    string? Note
);

/// <summary>Somebody who wears the same hat, with their discipline or a unit they work in.</summary>
public sealed record PossibleDeputy(Guid AccountId, string Name, Discipline? Discipline, string? Unit);

/// <summary>When somebody is away: their absences, their standing deputy, for whom they stand in, and who may be their deputy.</summary>
public sealed record MyAbsences(
    string Name,
    IReadOnlyList<AbsenceView> Absences,
    Guid? StandingDeputy,
    IReadOnlyList<AbsenceView> StandsInFor,
    IReadOnlyList<PossibleDeputy> MayBeDeputy
);

/// <summary>Who stands in for somebody now: until when by their absence, or for good where that is null.</summary>
public sealed record Deputy(Guid AccountId, string Name, DateTimeOffset? AwayUntil);

/// <summary>Reads absences and deputies; they hold nothing of any patient.</summary>
public sealed class AbsenceQueries(RecordReader records)
{
    private const string Absences = """
        select a.id, a.account_id, c.display_name as name, a.hat, a.deputy_account_id as deputy_id, d.display_name as deputy_name, a.since,
               a.ends_at as until,
               case when (select app.actor_id()) in (a.account_id, a.deputy_account_id)
                    or (select app.actor_hat()) = 'administrator' then a.note end as note
        from absences a
        join accounts c on c.id = a.account_id
        join accounts d on d.id = a.deputy_account_id
        where a.ends_at > (select app.actor_moment()) and a.ends_at > a.since
        """;

    private const string Wearer = """
        select c.display_name as name, d.deputy_account_id as deputy from accounts c
        left join deputies d on d.account_id = c.id and d.hat = $2 where c.id = $1
        """;

    private static readonly string MayBeDeputy = $"""
        select c.id as account_id, c.display_name as name, p.discipline,
               (select min(u.name) from unit_members m join organisation_units u on u.id = m.unit_id
                where m.account_id = c.id and {Lasting.Now("m.since", "m.until")}) as unit
        from account_hats h
        join accounts c on c.id = h.account_id
        left join providers p on p.account_id = c.id and h.hat = 'provider'
        where h.hat = $2 and c.id <> $1
        order by p.discipline, unit nulls last, c.display_name, c.id
        """;

    private const string Now = """
        select c.id as account_id, c.display_name as name, a.ends_at as away_until
        from accounts c
        left join absences a on a.account_id = $1 and a.hat = $2 and a.deputy_account_id = c.id and a.since <= (select app.actor_moment())
            and a.ends_at > (select app.actor_moment())
        where c.id = app.deputy_of($1, $2)
        """;

    /// <summary>
    /// The absences of one account under one hat. Throws <see cref="NotFound"/> for anybody but the person themselves and administrators.
    /// </summary>
    public Task<MyAbsences> AbsencesAsync(Actor actor, Guid accountId, Hat hat, CancellationToken cancel)
    {
        if (!AbsenceAccess.MayLookAfter(actor, accountId, hat))
            throw new NotFound();
        Sql[] content =
        [
            new(Wearer, accountId, hat.Snake()),
            new(Absences + " and a.account_id = $1 and a.hat = $2 order by a.since", accountId, hat.Snake()),
            new(Absences + " and a.deputy_account_id = $1 and a.hat = $2 order by a.since", accountId, hat.Snake()),
            new(MayBeDeputy, accountId, hat.Snake()),
        ];
        return records.ReadListAsync(
            actor,
            AbsenceAccess.Read,
            content,
            async rows =>
            {
                var wearer = await rows.FirstAsync<Wearing>(cancel) ?? throw new NotFound();
                var absences = await rows.ListAsync<AbsenceView>(cancel);
                var standsIn = await rows.ListAsync<AbsenceView>(cancel);
                var others = await rows.ListAsync<PossibleDeputy>(cancel);
                return new MyAbsences(wearer.Name, absences, wearer.Deputy, standsIn, others);
            },
            cancel
        );
    }

    /// <summary>Who is away at this moment, for staff. Throws <see cref="NotFound"/> for patients and caregivers.</summary>
    public Task<List<AbsenceView>> AwayNowAsync(Actor actor, CancellationToken cancel)
    {
        DemandStaff(actor);
        Sql[] content = [new(Absences + " and a.since <= (select app.actor_moment()) order by c.display_name, a.hat")];
        return records.ReadListAsync(actor, AbsenceAccess.Read, content, rows => rows.ListAsync<AbsenceView>(cancel), cancel);
    }

    /// <summary>
    /// Who stands in for this account under this hat now, by an absence or for good; null where nobody does. For staff and the portal
    /// itself.
    /// </summary>
    public Task<Deputy?> DeputyOfAsync(Actor actor, Guid accountId, Hat hat, CancellationToken cancel)
    {
        DemandStaff(actor);
        Sql[] content = [new(Now, accountId, hat.Snake())];
        return records.ReadListAsync(actor, AbsenceAccess.ReadDeputy, content, rows => rows.FirstAsync<Deputy>(cancel), cancel);
    }

    private static void DemandStaff(Actor actor)
    {
        if (actor.Hat is Hat.Patient or Hat.Caregiver or Hat.Preview)
            throw new NotFound();
    }

    private sealed record Wearing(string Name, Guid? Deputy);
}
