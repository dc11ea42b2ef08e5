using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>Something that somebody does with a task; each verb is a file of its own below Commands.</summary>
public abstract record CareTaskCommand
{
    internal abstract AccessRule Rule { get; }

    /// <summary>To whom the task is to be offered by this; null where it is not.</summary>
    internal virtual AssigneeChoice? To => null;

    /// <summary>What is to be done from now on; null where that stays.</summary>
    internal virtual CareTaskDraft? NewDraft => null;

    /// <summary>The number of the entry of the history that is amended by this; null where none is.</summary>
    internal virtual int? Entry => null;

    /// <summary>Does it. Throws <see cref="Shared.RuleBroken"/> where it may not be.</summary>
    internal abstract CareTaskEntry Do(CareTask task, CommandContext with);
}

/// <summary>Who does a command, and what was looked up for it.</summary>
internal sealed record CommandContext(Worker By, Assignee? To, CareTaskDraft? Draft, CareTaskEntry? Entry = null, bool EntryIsLast = false);
