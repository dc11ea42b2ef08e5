using CareCoord.Today;
using CareCoord.TreatmentPlans;

namespace CareCoord.Web.Today;

/// <summary>A line of "To do today", small enough to hand over to the live part of the page.</summary>
/// <param name="Goal">The goal it is for, in the patient's own words.</param>
public sealed record TodoLine(Guid ActivityId, string Title, string? Note, string? Goal, bool Done)
{
    internal static List<TodoLine> From(IEnumerable<TodoToday> todos) =>
        [
            .. todos.Select(todo => new TodoLine(
                todo.ActivityId,
                todo.Title,
                (todo.Detail ?? When(todo.PartOfDay))?.TrimEnd('.'),
                todo.GoalInOwnWords,
                todo.TickedAt is not null
            )),
        ];

    private static string? When(PartOfDay part) =>
        part switch
        {
            PartOfDay.Morning => "In the morning",
            PartOfDay.Midday => "At midday",
            PartOfDay.Evening => "In the evening",
            _ => null,
        };
}
