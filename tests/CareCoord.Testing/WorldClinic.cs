using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Organisations;

namespace CareCoord.Testing;

/// <summary>What the clinic has: its card, holidays and units, and who stands in for whom.</summary>
public sealed partial class World
{
    /// <summary>A standing deputy under the hat worn.</summary>
    public Task DeputyAsync(Actor chooser, Guid deputy) =>
        database.SeedAsync<StandingDeputy>(
            new
            {
                chooser.AccountId,
                chooser.Hat,
                DeputyAccountId = deputy,
                ChosenBy = chooser.AccountId,
                ChosenAt = Now,
            }
        );

    /// <summary>An absence under the hat worn, from now for a week unless told otherwise; returns its id.</summary>
    public async Task<Guid> AbsenceAsync(Actor away, Guid deputy, DateTimeOffset? since = null, DateTimeOffset? until = null) =>
        (
            await database.SeedAsync<Absence>(
                new
                {
                    away.AccountId,
                    away.Hat,
                    DeputyAccountId = deputy,
                    Since = since ?? Now,
                    Until = until ?? Now.AddDays(7),
                    PlannedBy = away.AccountId,
                    PlannedAt = Now,
                }
            )
        ).Id;

    /// <summary>The one organisation, made where there is none yet; returns its id.</summary>
    public async Task<Guid> OrganisationAsync(string phone = "555 0100") =>
        await database.AsOwnerAsync<Guid?>("select id from organisations order by id limit 1")
        ?? (
            await database.SeedAsync<Organisation>(
                new
                {
                    Name = "Riverside",
                    TimeZone = "America/Chicago",
                    EmergencyNumber = "911",
                    Phone = phone,
                }
            )
        ).Id;

    /// <summary>A day on which the one organisation is closed; once is enough.</summary>
    public async Task HolidayAsync(DateOnly day, string name = "Closed")
    {
        var organisation = await OrganisationAsync();
        if (
            !await database.AsOwnerAsync<bool>(
                "select exists (select from holidays where organisation_id = $1 and on_date = $2)",
                organisation,
                day
            )
        )
            await database.SeedAsync<Holiday>(
                new
                {
                    OrganisationId = organisation,
                    OnDate = day,
                    Name = name,
                }
            );
    }

    /// <summary>A unit of the one organisation.</summary>
    public async Task<Guid> UnitAsync(string name)
    {
        var (organisation, id) = (await OrganisationAsync(), Guid.CreateVersion7());
        await database.SeedAsync<OrganisationUnit>(
            new
            {
                Id = id,
                OrganisationId = organisation,
                Name = $"{name} {id}",
            }
        );
        return id;
    }

    public async Task<Guid> JoinUnitAsync(Guid unit, Guid account, DateTimeOffset? until = null) =>
        (
            await database.SeedAsync<UnitMember>(
                new
                {
                    UnitId = unit,
                    AccountId = account,
                    Since = Now.AddMonths(-1),
                    Until = until,
                }
            )
        ).Id;
}
