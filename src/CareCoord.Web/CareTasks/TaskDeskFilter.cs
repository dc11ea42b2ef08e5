using System.Text.Json.Serialization;
using CareCoord.CareTasks;
using CareCoord.Shared;

namespace CareCoord.Web.CareTasks;

/// <summary>What the address of the task desk asks for: a list, its filters and order, and the task that is open beside it.</summary>
/// <param name="Patient">The patient whose tasks alone are listed.</param>
/// <param name="After">The key of the row that the page begins after.</param>
/// <param name="Task">The open task.</param>
/// <param name="Of">The patient of the open task, where the list is not that patient's alone.</param>
/// <param name="Reversed">The other way round.</param>
public sealed record TaskDeskFilter(
    TaskList List,
    TaskSort Sort,
    Guid? Patient,
    TaskAbout? About,
    Priority? Priority,
    string? After,
    Guid? Task,
    Guid? Of,
    bool Reversed = false
)
{
    private const string Yes = "true";

    [JsonIgnore]
    public bool IsFiltered => Patient is not null || About is not null || Priority is not null;

    /// <summary>The open task with its patient.</summary>
    [JsonIgnore]
    public (Guid Patient, Guid Task)? Open => Task is { } task && (Of ?? Patient) is { } patient ? (patient, task) : null;

    /// <summary>The same without an open task.</summary>
    [JsonIgnore]
    public TaskDeskFilter Closed => this with { Task = null, Of = null };

    /// <summary>This list or another, from its first page.</summary>
    public TaskDeskFilter From(TaskList? list = null) => Closed with { List = list ?? List, After = null };

    /// <summary>From the first page: by this order, or the other way round where it is this one already.</summary>
    public TaskDeskFilter By(TaskSort sort) => this with { Sort = sort, Reversed = Sort == sort && !Reversed, After = null };

    /// <summary>The same with a task open.</summary>
    public TaskDeskFilter With(TaskRow task) => this with { Task = task.TaskId, Of = task.PatientId == Patient ? null : task.PatientId };

    /// <summary>What a saved view keeps: list, order and filters.</summary>
    [JsonIgnore]
    public string Query =>
        string.Join(
            '&',
            Pairs(this with { After = null, Task = null, Of = null }).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")
        );

    [JsonIgnore]
    public string Href =>
        string.Join('&', Pairs(this).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}")) is { Length: > 0 } query
            ? "/tasks?" + query
            : "/tasks";

    /// <summary>Reads the address; what it does not understand it takes as not said.</summary>
    public static TaskDeskFilter Read(Func<string, string?> said) =>
        new(
            Word<TaskList>(said("list")) ?? TaskList.Mine,
            Word<TaskSort>(said("sort")) ?? TaskSort.Due,
            Id(said("patient")),
            Word<TaskAbout>(said("about")),
            Word<Priority>(said("priority")),
            said("after") is { Length: > 0 and <= 120 } after ? after : null,
            Id(said("task")),
            Id(said("of")),
            said("reverse") == Yes
        );

    /// <summary>Reads a whole address, or what stands after its question mark.</summary>
    public static TaskDeskFilter ReadAddress(string address)
    {
        var said = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(
            address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]
        );
        return Read(name => said.TryGetValue(name, out var value) ? value.ToString() : null);
    }

    internal TaskFilter TaskFilter(TimeZoneInfo zone, IReadOnlyList<Guid>? known) =>
        new(List, Sort, Patient, About, Priority, After, zone, known, Reversed);

    internal static IEnumerable<(string Name, string Value)> Pairs(TaskDeskFilter asked)
    {
        if (asked.List != TaskList.Mine)
            yield return ("list", asked.List.Snake());
        if (asked.Sort != TaskSort.Due)
            yield return ("sort", asked.Sort.Snake());
        if (asked.Reversed)
            yield return ("reverse", Yes);
        if (asked.Patient is { } patient)
            yield return ("patient", patient.ToString());
        if (asked.About is { } about)
            yield return ("about", about.Snake());
        if (asked.Priority is { } priority)
            yield return ("priority", priority.Snake());
        if (asked.After is { } after)
            yield return ("after", after);
        if (asked.Task is { } task)
            yield return ("task", task.ToString());
        if (asked.Of is { } of)
            yield return ("of", of.ToString());
    }

    private static Guid? Id(string? said) => Guid.TryParse(said, out var id) ? id : null;

    private static T? Word<T>(string? said)
        where T : struct, Enum
    {
        foreach (var word in Enum.GetValues<T>())
        {
            if (word.Snake() == said)
                return word;
        }

        return null;
    }
}
