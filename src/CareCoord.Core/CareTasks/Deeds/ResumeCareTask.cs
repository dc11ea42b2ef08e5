using CareCoord.Access;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Goes on after waiting.</summary>
public sealed record ResumeCareTask : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Resume;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Resume(with.By);
}
