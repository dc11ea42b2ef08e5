using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>Something that somebody does with a task; each verb is a file of its own below Deeds.</summary>
public abstract record CareTaskDeed
{
    internal abstract AccessRule Rule { get; }

    /// <summary>To whom the task is to be offered by this; null where it is not.</summary>
    internal virtual AssigneeChoice? To => null;

    /// <summary>What is to be done from now on; null where that stays.</summary>
    internal virtual CareTaskDraft? NewWork => null;

    /// <summary>The number of the entry of the history that is amended by this; null where none is.</summary>
    internal virtual int? Entry => null;

    /// <summary>Does it. Throws <see cref="Shared.RuleBroken"/> where it may not be.</summary>
    internal abstract CareTaskAct Do(CareTask task, DeedWith with);
}

/// <summary>Who does a deed, and what was looked up for it.</summary>
internal sealed record DeedWith(Worker By, Assignee? To, TaskContent? Content, CareTaskAct? Entry = null, bool EntryIsLast = false);
