using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>A patient whose coordinator has things of every kind to hand over, and another coordinator.</summary>
internal sealed class HandOverStage(TestDatabase database)
{
    private const string Things = """
        select concat_ws(' ',
            (select count(*) from care_tasks where patient_id = any ($1) and closed_at is null),
            (select count(*) from care_task_steps where patient_id = any ($1)),
            (select count(*) from care_task_watchers where patient_id = any ($1)),
            (select count(*) from care_task_rungs where patient_id = any ($1)),
            (select count(*) from care_task_attachments where patient_id = any ($1)),
            (select count(*) from transitions where patient_id = any ($1) and ended_at is null),
            (select count(*) from care_concerns where patient_id = any ($1) and lead_member_id is not null),
            (select count(*) from goals where patient_id = any ($1) and owner_member_id is not null),
            (select count(*) from activities where patient_id = any ($1) and owner_member_id is not null),
            (select count(*) from risk_levels where patient_id = any ($1)))
        """;

    public World World { get; } = new(database);

    public Cast Cast { get; private set; } = null!;

    /// <summary>The coordinator to whom patients go.</summary>
    public Actor Ben { get; private set; } = null!;

    /// <summary>The place of the patient's coordinator on the care team, which owns goals, activities and concerns.</summary>
    public Guid Place { get; private set; }

    public async Task OpenAsync()
    {
        Cast = await Cast.PlayAsync(World, database, "Denise");
        Ben = new(await World.AccountAsync("Ben", Hat.Coordinator), Hat.Coordinator);
        Place = await World.JoinTeamAsync(Cast.Patient, Cast.Coordinator.AccountId, null, "coordinator");
        await database.AsOwnerAsync("update goals set owner_member_id = $2 where patient_id = $1", Cast.Patient, Place);
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            Cast.Patient,
            Place
        );
        await database.AsOwnerAsync("update care_concerns set lead_member_id = $2 where patient_id = $1", Cast.Patient, Place);
    }

    public async Task<Cast> OwnedAsync(string name)
    {
        var owned = await Cast.PlayAsync(World, database, name);
        await database.AsOwnerAsync(
            "update caseload_assignments set coordinator_account_id = $2 where id = $1",
            owned.Assignment,
            Cast.Coordinator.AccountId
        );
        return owned;
    }

    public Task HandOverAsync(Actor actor, Actor to, params Guid[] patients) =>
        database.Get<HandOverPatients>().RunAsync(actor, new(patients, to.AccountId), default);

    public async Task<string> ThingsAsync(params Guid[] patients) => (await database.AsOwnerAsync<string>(Things, patients))!;

    public Task<CaseloadDeskView> DeskAsync(Actor actor) =>
        database.Get<CaseloadDeskQueries>().DeskAsync(actor, new(CaseloadSort.Need), null, default);

    public async Task<Guid> HolderAsync(Cast of) =>
        await database.AsOwnerAsync<Guid>(
            "select coordinator_account_id from caseload_assignments where patient_id = $1 and until is null",
            of.Patient
        );
}
