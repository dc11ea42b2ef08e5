using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Offers one's own task to somebody else.</summary>
public sealed record HandOverCareTask(AssigneeChoice Whom, [property: Sentence("", CareTask.WordsLength, Optional = true)] string? Words)
    : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.HandOver;

    internal override AssigneeChoice? To => Whom;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.HandOver(with.By, with.To!, Words.Kept());
}
