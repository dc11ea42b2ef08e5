using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTasks;

internal static class CareTasksPages
{
    public static readonly FeaturePages Pages = new()
    {
        Tabs = [new(30, "tasks", "Tasks", Category.Plan) { Hats = [Hat.Coordinator, Hat.Provider] }],
        Places =
        [
            new(20, "/tasks", "tasks", "Tasks", Hat.Coordinator, Hat.Provider)
            {
                Count = waits => PlaceCount.Late(waits.LateTasks) ?? PlaceCount.Open(waits.Tasks, "yours"),
            },
        ],
        Notifications =
        [
            new(CareTaskNotifications.Asked, "flag", told => $"{told.By} asks you to take on {told.About}.", Address),
            new(CareTaskNotifications.Accepted, "check", told => $"{told.By} has taken on {told.About}.", Address),
            new(
                CareTaskNotifications.Declined,
                "cross",
                told => $"{told.By} will not take on {told.About}. Somebody else is needed.",
                Address
            ),
            new(
                CareTaskNotifications.Waiting,
                "flag",
                told => $"{told.By} cannot go on yet with {told.About}: it waits for somebody.",
                Address
            ),
            new(CareTaskNotifications.Done, "check", told => $"{told.By} has finished {told.About}.", Address),
            new(CareTaskNotifications.Cancelled, "cross", told => $"{told.By} has cancelled {told.About}.", Address),
            new(CareTaskNotifications.Changed, "flag", told => $"{told.By} has changed {told.About}.", Address),
            new(CareTaskNotifications.Noted, "flag", told => $"{told.By} has written a note at {told.About}.", Address),
            new(CareTaskNotifications.Reminder, "clock", told => $"A reminder: {told.About} is still open.", Address),
            new(CareTaskNotifications.Late, "clock", told => $"Late, and now with you to settle: {told.About}.", Address),
            new(
                CareTaskNotifications.LateDeputy,
                "clock",
                told => $"Late, and nobody has settled it: {told.About}. You stand in for the coordinator.",
                Address
            ),
        ],
        Services = (builder, _) => builder.Services.AddCareTaskPages(),
        Endpoints = app => app.MapCareTaskEndpoints(),
    };

    // What has no patient stands in the queue of a unit.
    private static string Address(NotificationSubject notification, Hat hat) =>
        notification switch
        {
            { PatientId: { } patient, SubjectId: { } task } => hat is Hat.Coordinator or Hat.Provider
                ? $"/tasks?task={task}&patient={patient}"
                : $"/patients/{patient}/plan",
            _ when hat == Hat.Provider => "/tasks?list=units",
            _ => "/",
        };
}
