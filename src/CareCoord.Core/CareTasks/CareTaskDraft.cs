using System.ComponentModel.DataAnnotations;
using CareCoord.Organisations;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>What is to be done and why in plain words, what it is about, how soon, and until when; a task keeps what was settled.</summary>
/// <param name="DueAt">The moment by which it is to be done; a coordinator gives it, or <paramref name="DueInBusinessDays"/>, or
/// neither.</param>
/// <param name="DueInBusinessDays">The clinic's business days from now: by closing time of that day, which is the moment once it is
/// settled.</param>
public sealed record CareTaskDraft(
    [property: Sentence("Say what is to be done.", CareTask.TitleLength)] string Title,
    [property: Sentence("Say why, in words that the patient may read.", CareTask.WordsLength)] string Why,
    [property: EnumDataType(typeof(TaskAbout), ErrorMessage = "Choose what it is about.")] TaskAbout About,
    Guid? AboutId,
    [property: EnumDataType(typeof(Priority), ErrorMessage = "Choose how soon it matters.")] Priority Priority,
    DateTimeOffset? DueAt,
    [property: Range(0, 250, ErrorMessage = "Choose from 0 to 250 business days.")] int? DueInBusinessDays
)
{
    /// <summary>
    /// The same with its due moment, by the clinic's calendar. A moment that has passed is refused, unless it stays as it was.
    /// </summary>
    internal CareTaskDraft Settled(BusinessCalendar calendar, DateTimeOffset now, CareTask? before)
    {
        Checked.Of(this);
        if (DueAt is not null && DueInBusinessDays is not null)
            throw new RuleBroken("Set the due time either as a moment or in business days, not both.");
        if (before is { } same && DueInBusinessDays == same.DueInBusinessDays && DueAt is null && DueInBusinessDays is not null)
            return new(OneLine.Of(Title), Why.Trim(), About, AboutId, Priority, same.DueAt, DueInBusinessDays);
        var due = DueInBusinessDays is { } days ? calendar.AddBusinessDays(now, days) : DueAt?.ToUniversalTime();
        if (due <= now && due != before?.DueAt)
            throw new RuleBroken("That moment has passed. Choose a later one.");
        if (due > now.AddYears(2))
            throw new RuleBroken("That is more than two years away. Choose an earlier day.");
        return new(OneLine.Of(Title), Why.Trim(), About, AboutId, Priority, due, DueInBusinessDays);
    }
}
