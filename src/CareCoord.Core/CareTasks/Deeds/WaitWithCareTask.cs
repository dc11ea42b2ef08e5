using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Cannot go on before somebody or something else.</summary>
public sealed record WaitWithCareTask([property: Sentence("Say on whom or what it waits.", CareTask.WordsLength)] string OnWhom)
    : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Wait;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Wait(with.By, OnWhom.Trim());
}
