using CareCoord.Today;
using CareCoord.TreatmentPlans;

namespace CareCoord.Web.Today;

/// <summary>A line of "To do today", small enough to hand over to the live part of the page.</summary>
public sealed record TodoLine(Guid ActivityId, string Title, string? Note, bool Done)
{
    internal static List<TodoLine> From(IEnumerable<TodoToday> todos) =>
        [.. todos.Select(todo => new TodoLine(todo.ActivityId, todo.Title, NoteOf(todo), todo.TickedAt is not null))];

    private static string? NoteOf(TodoToday todo)
    {
        var part = todo.PartOfDay switch
        {
            PartOfDay.Morning => "In the morning",
            PartOfDay.Midday => "At midday",
            PartOfDay.Evening => "In the evening",
            _ => null,
        };
        var goal = todo.GoalInOwnWords is { } words ? $"for the goal “{words}”" : null;
        return string.Join(" · ", new[] { (todo.Detail ?? part)?.TrimEnd('.'), goal }.OfType<string>()) is { Length: > 0 } note
            ? note
            : null;
    }
}
