using CareCoord.Access;

namespace CareCoord.CareTasks.Commands;

/// <summary>Begins with it.</summary>
public sealed record StartCareTask : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Start;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Start(with.By);
}
