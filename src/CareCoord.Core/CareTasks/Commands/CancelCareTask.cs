using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Closes it without an outcome.</summary>
public sealed record CancelCareTask([property: Sentence("Say why it is not needed any more.", CareTask.WordsLength)] string Reason)
    : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Cancel;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Cancel(with.By, Reason.Trim());
}
