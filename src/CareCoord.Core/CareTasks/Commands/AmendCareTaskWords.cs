using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Amends what somebody wrote in the history of a task: by them, or the coordinator; what it said before stays readable.</summary>
/// <param name="Number">The number of the entry.</param>
/// <param name="Words">What it says from now on; not read where it is entered in error, or that is taken back.</param>
public sealed record AmendCareTaskWords(
    int Number,
    AmendmentDraft Amendment,
    [property: Sentence("", CareTask.WordsLength, Optional = true)] string? Words
) : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.AmendWords;

    internal override int? Entry => Number;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) =>
        task.AmendWords(with.By, with.Entry!, with.EntryIsLast, Amendment, Words);
}
