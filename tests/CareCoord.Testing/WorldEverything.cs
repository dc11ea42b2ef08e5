using CareCoord.Access;

namespace CareCoord.Testing;

public sealed partial class World
{
    /// <summary>
    /// Puts at least one row of this patient into every table of records, for the matrices: a new table comes here. The same people, with
    /// their task and documents.
    /// </summary>
    public async Task<Cast> EverythingAsync(Cast cast)
    {
        cast = await (await cast.WithTaskAsync(this)).WithDocumentsAsync(this, database);
        await ProblemAsync(cast.Patient, cast.Plan.Plan, "Hip");
        await ReadingAsync(cast.Patient, cast.Plan.Goal, 10);
        await TickAsync(cast.Patient, cast.Plan.Activity, DateOnly.FromDateTime(Now.Date), cast.Self.AccountId);
        await TransitionAsync(cast.Patient, cast.Coordinator.AccountId);
        await AbsenceAsync(cast.Coordinator, await AccountAsync("Deputy", Hat.Coordinator));
        await DocumentWorkAsync(cast.Patient, cast.Documents!.InEffect, cast.Coordinator, cast.Provider);
        await FormerVersionsAsync(cast.Patient);
        return cast;
    }

    /// <summary>The newest row of a patient in a table of records.</summary>
    public Task<Guid> RowAsync(RecordTable table, Guid patient) =>
        database.AsOwnerAsync<Guid>($"select id from {table.Name} where {table.Key} = $1 order by id desc limit 1", patient);
}
