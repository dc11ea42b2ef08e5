namespace CareCoord.Testing.CareTasks;

internal static class CareTasksVisits
{
    public static readonly PageVisit[] Visits =
    [
        new("tasks-carla", "carla", "/tasks?list=delegated", "Tasks: delegated by me"),
        new("tasks-anil", "anil", "/tasks", "Tasks: mine"),
        new("tasks-of-denise", "carla", "/patients/{Denise}/tasks", "Closed in the last 90 days"),
        new("assign-task", "carla", "/patients/{Denise}/tasks/new", "Assign a task for Denise Moore"),
        new("assign-tasks", "carla", "/tasks/new?patients={Denise},{Walter}", "For 2 patients"),
    ];
}
