using System.Globalization;
using CareCoord.Notifications;
using CareCoord.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace CareCoord.Web.Notifications;

/// <summary>Where a person chooses what they are told, how and when.</summary>
public partial class ChoicesPage
{
    private bool saved;
    private string? problem;
    private string timeZone = "";

    [CascadingParameter]
    public required Viewer Viewer { get; set; }

    [SupplyParameterFromForm]
    private NotificationChoicesForm? Input { get; set; }

    private string Place => timeZone[(timeZone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    protected override async Task OnInitializedAsync()
    {
        var now = await Queries.ChoicesAsync(Viewer.Me.Actor, CancellationToken.None);
        timeZone = now.TimeZone;
        Input ??= NotificationChoicesForm.Of(now);
    }

    private async Task SubmitAsync()
    {
        problem = await Refusal.OfAsync(() => Choose.RunAsync(Viewer.Me.Actor, Input!.Request(), CancellationToken.None));
        saved = problem is null;
    }

    private (string Title, string About) Words(NotificationTopic topic) =>
        topic switch
        {
            NotificationTopic.Tasks => ("Care tasks", "Somebody asks you for work, or answers, changes or finishes it."),
            NotificationTopic.Reminders => ("What is due or late", "Reminders of care tasks, and what nobody has done in time."),
            NotificationTopic.People when Viewer.IsStaff => ("People", "A patient is handed over; somebody joins or leaves a care team."),
            NotificationTopic.People => ("The care team", "Somebody joins or leaves the care team, or the coordinator changes."),
            _ => (
                "Who may see a record",
                "What somebody may see begins, changes or ends; or somebody who is not on the care team opens a record in an emergency."
            ),
        };

    private static string PartOfDay(int hour) =>
        hour switch
        {
            < 5 or >= 21 => "at night",
            < 12 => "in the morning",
            < 17 => "in the afternoon",
            _ => "in the evening",
        };

    private static string HourWords(int hour) =>
        hour switch
        {
            0 => "midnight",
            12 => "noon",
            _ => string.Create(CultureInfo.InvariantCulture, $"{(hour > 12 ? hour - 12 : hour)} {PartOfDay(hour)}"),
        };
}
