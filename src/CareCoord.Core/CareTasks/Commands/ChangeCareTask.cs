using CareCoord.Access;
using CareCoord.Amendments;

namespace CareCoord.CareTasks.Commands;

/// <summary>Changes what is to be done, how soon, or until when, as the coordinator; with what kind of change it is, and why.</summary>
public sealed record ChangeCareTask(CareTaskDraft Draft, AmendmentDraft Amendment) : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Change;

    internal override CareTaskDraft? NewDraft => Draft;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Change(with.By, with.Draft!, Amendment);
}
