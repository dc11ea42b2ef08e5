using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Closes it with an outcome.</summary>
public sealed record CompleteCareTask([property: Sentence("Say how it came out.", CareTask.WordsLength)] string Outcome) : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Complete;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Complete(with.By, Outcome.Trim());
}
