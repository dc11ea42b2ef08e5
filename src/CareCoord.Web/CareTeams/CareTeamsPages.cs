using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.Notifications;
using CareCoord.Web.Shell;

namespace CareCoord.Web.CareTeams;

internal static class CareTeamsPages
{
    public static readonly FeaturePages Pages = new()
    {
        Tabs =
        [
            new(20, "team", "Care team", Category.Plan)
            {
                Icon = "people",
                PlaceOrder = 55,
                SpeaksToPatient = true,
            },
        ],
        Notifications =
        [
            new(
                CareTeamNotifications.Joined,
                "people",
                told =>
                    told.Row.AboutReader
                        ? $"You are now on {told.Whose} care team."
                        : $"{told.Subject ?? "Somebody"} has joined {told.Whose} care team.",
                Address
            ),
            // Whoever left and no longer sees the patient is told without the name.
            new(
                CareTeamNotifications.Left,
                "people",
                told =>
                    told.Row.AboutReader || told.Row.PatientId is null
                        ? $"You are no longer on {told.Whose} care team."
                        : $"{told.Subject ?? "Somebody"} has left {told.Whose} care team.",
                Address
            ),
        ],
    };

    private static string Address(NotificationSubject notification, Hat hat) =>
        notification.PatientId is { } patient ? $"/patients/{patient}/plan" : "/";
}
