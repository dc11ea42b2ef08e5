using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Does not take it; the reason goes back to whoever asked.</summary>
public sealed record DeclineCareTask(
    [property: Sentence("Say why, so that the coordinator can find somebody else.", CareTask.WordsLength)] string Reason
) : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Decline;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Decline(with.By, Reason.Trim());
}
