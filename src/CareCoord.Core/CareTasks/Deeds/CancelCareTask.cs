using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Closes it without an outcome.</summary>
public sealed record CancelCareTask([property: Sentence("Say why it is not needed any more.", CareTask.WordsLength)] string Reason)
    : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Cancel;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Cancel(with.By, Reason.Trim());
}
