using CareCoord.Data;

namespace CareCoord.Caseloads;

/// <summary>
/// A feature that gives a patient's coordinator something to do: what becomes of it when another one takes the patient over.
/// </summary>
public abstract class CaseloadDuties
{
    /// <summary>
    /// Moves it for some patients, in the transaction of handing them over, while whoever hands them over still sees them.
    /// </summary>
    public abstract Task MoveAsync(ActorDb db, Guid[] patients, Guid to, DateTimeOffset now, CancellationToken cancel);
}
