using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Closes it with an outcome.</summary>
public sealed record CompleteCareTask([property: Sentence("Say how it came out.", CareTask.WordsLength)] string Outcome) : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Complete;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Complete(with.By, Outcome.Trim());
}
