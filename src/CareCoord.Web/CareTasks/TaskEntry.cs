using CareCoord.CareTasks;

namespace CareCoord.Web.CareTasks;

/// <summary>A row of the grid, the same one as long as the task is on the page: what the browser holds of it stays.</summary>
internal sealed class TaskEntry(TaskRow row)
{
    public Guid Id => Row.TaskId;

    public TaskRow Row { get; set; } = row;
}
