using CareCoord.Data;

namespace CareCoord.CareTeams;

/// <summary>A feature that gives the providers of a care team something to do: what becomes of it when one of them leaves.</summary>
public abstract class TeamDuties
{
    /// <summary>
    /// Gives back what a provider has to do for a patient, in the transaction of their leaving. Throws <see cref="Shared.RuleBroken"/>
    /// where somebody does something with it in the same moment.
    /// </summary>
    public abstract Task GiveBackAsync(ActorDb db, Guid patientId, Guid accountId, DateTimeOffset now, CancellationToken cancel);
}
