using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Commands;

/// <summary>Adds a sentence to its history.</summary>
public sealed record NoteOnCareTask([property: Sentence("Write what the others should know.", CareTask.WordsLength)] string Words)
    : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Note;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.AddNote(with.By, Words.Trim());
}
