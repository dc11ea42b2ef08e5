using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Offers a task to somebody else, as the coordinator.</summary>
public sealed record ReassignCareTask(AssigneeChoice Whom, [property: Sentence("", CareTask.WordsLength, Optional = true)] string? Words)
    : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Reassign;

    internal override AssigneeChoice? To => Whom;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Reassign(with.By, with.To!, Words.Kept());
}
