using CareCoord.Access;
using CareCoord.Amendments;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Changes what is to be done, how soon, or until when, as the coordinator; with what kind of change it is, and why.</summary>
public sealed record ChangeCareTask(CareTaskDraft Work, AmendmentDraft Amendment) : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Change;

    internal override CareTaskDraft? NewWork => Work;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Change(with.By, with.Content!, Amendment);
}
