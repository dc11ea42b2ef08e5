using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.CareTasks;

/// <summary>What people are told of care tasks.</summary>
public static class CareTaskNotifications
{
    public static readonly NotificationKind Asked = new("task_asked", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Accepted = new("task_accepted", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Declined = new("task_declined", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Waiting = new("task_waiting", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Done = new("task_done", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Cancelled = new("task_cancelled", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Changed = new("task_changed", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Noted = new("task_noted", NotificationTopic.Tasks, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Reminder = new("task_reminder", NotificationTopic.Reminders, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind Late = new("task_late", NotificationTopic.Reminders, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
    public static readonly NotificationKind LateDeputy = new("task_late_deputy", NotificationTopic.Reminders, Category.Plan)
    {
        Subject = CareTasksFeature.Tasks,
    };
}
