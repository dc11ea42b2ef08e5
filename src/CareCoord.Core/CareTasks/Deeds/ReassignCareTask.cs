using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Offers a task to somebody else, as the coordinator.</summary>
public sealed record ReassignCareTask(AssigneeChoice Whom, [property: Sentence("", CareTask.WordsLength, Optional = true)] string? Words)
    : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Reassign;

    internal override AssigneeChoice? To => Whom;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Reassign(with.By, with.To!, Words.Kept());
}
