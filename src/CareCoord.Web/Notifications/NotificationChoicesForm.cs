using System.ComponentModel.DataAnnotations;
using System.Globalization;
using CareCoord.Notifications;

namespace CareCoord.Web.Notifications;

/// <summary>The form of a person's choices, as it was typed.</summary>
public sealed class NotificationChoicesForm : IValidatableObject
{
    private const string NotATime = "Enter a time, like 21:30, or leave it empty.";
    private const string NotAChoice = "Choose one of the list.";

    public bool TasksInPortal { get; set; }

    [EnumDataType(typeof(MailPace), ErrorMessage = NotAChoice)]
    public MailPace TasksByEmail { get; set; }

    [EnumDataType(typeof(MailPace), ErrorMessage = NotAChoice)]
    public MailPace RemindersByEmail { get; set; }

    public bool PeopleInPortal { get; set; }

    [EnumDataType(typeof(MailPace), ErrorMessage = NotAChoice)]
    public MailPace PeopleByEmail { get; set; }

    [EnumDataType(typeof(MailPace), ErrorMessage = NotAChoice)]
    public MailPace AccessByEmail { get; set; }

    public string? QuietFrom { get; set; }

    public string? QuietUntil { get; set; }

    [Range(0, 23, ErrorMessage = NotAChoice)]
    public int DailyHour { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var (from, until) = (IsEmpty(QuietFrom) ? null : Time(QuietFrom), IsEmpty(QuietUntil) ? null : Time(QuietUntil));
        if (from is null && !IsEmpty(QuietFrom))
            yield return new(NotATime, [nameof(QuietFrom)]);
        else if (until is null && !IsEmpty(QuietUntil))
            yield return new(NotATime, [nameof(QuietUntil)]);
        else if (from is null && until is not null)
            yield return new("Enter when the quiet hours begin, or leave both empty.", [nameof(QuietFrom)]);
        else if (from is not null && until is null)
            yield return new("Enter when the quiet hours end, or leave both empty.", [nameof(QuietUntil)]);
        else if (from is not null && from == until)
            yield return new("They end when they begin. Choose another end, or leave both empty.", [nameof(QuietUntil)]);
    }

    internal static NotificationChoicesForm Of(NotificationChoicesView now)
    {
        var topics = now.Topics.ToDictionary(topic => topic.Topic);
        return new()
        {
            TasksInPortal = topics[NotificationTopic.Tasks].InPortal,
            TasksByEmail = topics[NotificationTopic.Tasks].ByEmail,
            RemindersByEmail = topics[NotificationTopic.Reminders].ByEmail,
            PeopleInPortal = topics[NotificationTopic.People].InPortal,
            PeopleByEmail = topics[NotificationTopic.People].ByEmail,
            AccessByEmail = topics[NotificationTopic.Access].ByEmail,
            QuietFrom = now.QuietFrom?.ToString("HH:mm", CultureInfo.InvariantCulture),
            QuietUntil = now.QuietUntil?.ToString("HH:mm", CultureInfo.InvariantCulture),
            DailyHour = now.DailyAt.Hour,
        };
    }

    internal NotificationsChosen Request() =>
        new(
            [
                new(NotificationTopic.Tasks, TasksInPortal, TasksByEmail),
                new(NotificationTopic.Reminders, true, RemindersByEmail),
                new(NotificationTopic.People, PeopleInPortal, PeopleByEmail),
                new(NotificationTopic.Access, true, AccessByEmail),
            ],
            Time(QuietFrom),
            Time(QuietUntil),
            new TimeOnly(DailyHour, 0)
        );

    private static bool IsEmpty(string? typed) => string.IsNullOrWhiteSpace(typed);

    // Browsers send the hour with two digits, and seconds only where they were asked for.
    private static TimeOnly? Time(string? typed) =>
        TimeOnly.TryParseExact(
            typed?.Trim(),
            ["HH:mm", "H:mm", "HH:mm:ss"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time
        )
            ? time
            : null;
}
