using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Cannot go on before somebody or something else.</summary>
public sealed record WaitWithCareTask([property: Sentence("Say on whom or what it waits.", CareTask.WordsLength)] string OnWhom)
    : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Wait;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Wait(with.By, OnWhom.Trim());
}
