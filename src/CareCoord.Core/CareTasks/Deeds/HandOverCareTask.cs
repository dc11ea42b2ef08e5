using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Offers one's own task to somebody else.</summary>
public sealed record HandOverCareTask(AssigneeChoice Whom, [property: Sentence("", CareTask.WordsLength, Optional = true)] string? Words)
    : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.HandOver;

    internal override AssigneeChoice? To => Whom;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.HandOver(with.By, with.To!, Words.Kept());
}
