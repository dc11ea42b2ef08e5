using CareCoord.Access;

namespace CareCoord.CareTasks.Commands;

/// <summary>Goes on after waiting.</summary>
public sealed record ResumeCareTask : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Resume;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Resume(with.By);
}
