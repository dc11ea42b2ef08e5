using System.Globalization;
using CareCoord.CareTasks;
using CareCoord.Shared;
using Microsoft.AspNetCore.Components.Forms;

namespace CareCoord.Web.CareTasks;

/// <summary>A task as it is typed into the form; it stays as it was typed when something is wrong with it.</summary>
public sealed class CareTaskForm
{
    [Sentence("Say what is to be done.", CareTask.TitleLength)]
    public string? Title { get; set; }

    [Sentence("Say why, in words that the patient may read.", CareTask.WordsLength)]
    public string? Why { get; set; }

    /// <summary>The kind, or the kind and the thing: "appointment.0199…".</summary>
    public string? About { get; set; }

    public string? Priority { get; set; }

    /// <summary>none, moment or days.</summary>
    public string? Due { get; set; }

    public string? DueDate { get; set; }
    public string? DueTime { get; set; }
    public string? DueDays { get; set; }
    public string? Whom { get; set; }

    /// <summary>The checklist, one step a line.</summary>
    public string? Steps { get; set; }

    public List<string>? Watchers { get; set; }

    /// <summary>How many acts the task had when it was opened to be changed.</summary>
    public int Seen { get; set; }

    /// <summary>The ids of the patients, where it is for many: each alone, or several with commas between them.</summary>
    public List<string>? Patients { get; set; }

    /// <summary>choose where the patients are only brought here, assign where the form is sent.</summary>
    public string? Step { get; set; }

    internal IReadOnlyList<string> Lines =>
        (Steps ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal IReadOnlyList<Guid> WatcherIds =>
        [.. (Watchers ?? []).Select(one => Guid.TryParse(one, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct()];

    internal IReadOnlyList<Guid> PatientIds =>
        [
            .. (Patients ?? [])
                .SelectMany(some => some.Split(',', StringSplitOptions.TrimEntries))
                .Select(one => Guid.TryParse(one, out var id) ? id : Guid.Empty)
                .Where(id => id != Guid.Empty)
                .Distinct(),
        ];

    /// <summary>A task to be changed, as the form shows it.</summary>
    internal static CareTaskForm Of(TaskDetail task, TimeZoneInfo zone)
    {
        var due = task.Row.DueAt is { } at ? TimeZoneInfo.ConvertTime(at, zone) : (DateTimeOffset?)null;
        return new()
        {
            Title = task.Row.Title,
            Why = task.Why,
            About = task.Row.About.Snake() + (task.AboutId is { } thing ? $".{thing}" : ""),
            Priority = task.Row.Priority.Snake(),
            Due =
                task.DueInBusinessDays is not null ? "days"
                : due is null ? "none"
                : "moment",
            DueDate = due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DueTime = due?.ToString("HH:mm", CultureInfo.InvariantCulture),
            DueDays = task.DueInBusinessDays?.ToString(CultureInfo.InvariantCulture),
            Seen = task.Row.Seen,
        };
    }

    /// <summary>The work; what is wrong is said at its field, and null comes back.</summary>
    /// <param name="zone">The clinic's time zone, in which the moment is meant.</param>
    internal CareTaskDraft? Read(TimeZoneInfo zone, EditContext form, ValidationMessageStore problems)
    {
        problems.Clear();
        form.Validate();
        var kind = (About ?? "").Split('.', 2);
        if (!Named<TaskAbout>(kind[0], out var about))
            problems.Add(() => About!, "Choose what it is about.");
        if (!Named<Priority>(Priority, out var priority))
            problems.Add(() => Priority!, "Choose how soon it matters.");
        var (moment, days) = ReadDue(zone, problems);
        if (Lines.Count > CareTaskAssigned.MostSteps)
            problems.Add(() => Steps!, $"A checklist has at most {CareTaskAssigned.MostSteps} lines. This has {Lines.Count}.");
        if (Lines.FirstOrDefault(line => line.Length > CareTask.TitleLength) is { } longest)
            problems.Add(() => Steps!, $"A line has {longest.Length} characters. Shorten it to {CareTask.TitleLength}.");
        form.NotifyValidationStateChanged();
        return form.GetValidationMessages().Any()
            ? null
            : new CareTaskDraft(
                Title!,
                Why!,
                about,
                kind.Length == 2 && Guid.TryParse(kind[1], out var thing) ? thing : null,
                priority,
                moment,
                days
            );
    }

    private (DateTimeOffset? Moment, int? Days) ReadDue(TimeZoneInfo zone, ValidationMessageStore problems)
    {
        switch (Due)
        {
            case "none":
                return (null, null);
            case "days":
                if (int.TryParse(DueDays, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 250)
                    return (null, days);
                problems.Add(() => Due!, "Write in how many business days, from 0 to 250.");
                return default;
            case "moment":
                if (
                    DateOnly.TryParseExact(DueDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    && TimeOnly.TryParseExact(
                        DueTime,
                        ["HH:mm", "HH:mm:ss"],
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var time
                    )
                    && day.Year is > 2000 and < 2200
                )
                    return (zone.FirstShowing(day, time), null);
                problems.Add(() => Due!, "Give the day and the time, or choose one of the others.");
                return default;
            default:
                problems.Add(() => Due!, "Choose until when, or that no day is set.");
                return default;
        }
    }

    private static bool Named<T>(string? said, out T value)
        where T : struct, Enum
    {
        foreach (var one in Enum.GetValues<T>())
        {
            if (one.Snake() == said)
            {
                value = one;
                return true;
            }
        }

        value = default;
        return false;
    }
}
