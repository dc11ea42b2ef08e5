using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Adds a sentence to its history.</summary>
public sealed record NoteOnCareTask([property: Sentence("Write what the others should know.", CareTask.WordsLength)] string Words)
    : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Note;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.AddNote(with.By, Words.Trim());
}
