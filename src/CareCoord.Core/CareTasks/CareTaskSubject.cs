using CareCoord.Access;
using CareCoord.Data;

namespace CareCoord.CareTasks;

/// <summary>A kind of thing in the record that care tasks can be about; the feature that keeps such things declares it.</summary>
public abstract class CareTaskSubject
{
    /// <summary>What a task about it says.</summary>
    public abstract TaskAbout About { get; }

    /// <summary>The sensitivity labels of one such thing; null where the patient has none with that id.</summary>
    public abstract Task<Category?> LabelsAsync(ActorDb db, Guid patientId, Guid id, CancellationToken cancel);
}
