using CareCoord.Access;

namespace CareCoord.CareTasks.Commands;

/// <summary>Takes a task that one is asked to take.</summary>
public sealed record AcceptCareTask : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Accept;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Accept(with.By);
}
