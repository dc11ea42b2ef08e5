using CareCoord.CareTasks;
using CareCoord.Web.Look;

namespace CareCoord.Web.CareTasks;

/// <summary>The columns of the task desk, and by what each sorts.</summary>
internal static class TaskColumns
{
    public const string Task = "task";
    public const string State = "state";
    public const string Due = "due";
    public const string Priority = "priority";
    public const string Whose = "whose";
    public const string Patient = "patient";
    public const string About = "about";

    public static readonly IReadOnlyList<GridColumn> All =
    [
        new(Task, "Task", 36, Stays: true),
        new(State, "State", 22),
        new(Due, "Due", 20),
        new(Priority, "Priority", 12),
        new(Whose, "Whose", 18),
        new(Patient, "Patient", 16, IsShown: false),
        new(About, "About", 16, IsShown: false),
    ];

    public static TaskSort? Sort(GridColumn column) =>
        column.Key switch
        {
            Due => TaskSort.Due,
            Priority => TaskSort.Priority,
            Patient => TaskSort.Patient,
            About => TaskSort.Kind,
            _ => null,
        };

    /// <summary>As "ascending" or "descending"; by priority it begins with the most urgent, unless reversed.</summary>
    public static string? Sorted(TaskDeskFilter asked, TaskSort sort) =>
        sort != asked.Sort ? null
        : (sort == TaskSort.Priority) != asked.Reversed ? "descending"
        : "ascending";
}
