using CareCoord.Access;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Begins with it.</summary>
public sealed record StartCareTask : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Start;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Start(with.By);
}
