using CareCoord.Access;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Takes a task that one is asked to take.</summary>
public sealed record AcceptCareTask : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Accept;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Accept(with.By);
}
