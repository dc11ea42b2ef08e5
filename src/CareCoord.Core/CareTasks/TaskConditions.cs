using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>What an open task <c>t</c> of a list is besides its place there, as SQL with its values.</summary>
/// <param name="list">What waits is a list of its own.</param>
/// <param name="before">The values that the statement has already.</param>
internal sealed class TaskConditions(TaskList list, params object[] before)
{
    private readonly List<object> values = [.. before];

    public string Text { get; private set; } = list == TaskList.Waiting ? " and t.state = 'waiting'" : "";

    public object[] Values => [.. values];

    /// <summary>Of one patient, of one kind, of one priority, where the list is narrowed to them.</summary>
    public TaskConditions Narrowed(TaskFilter asked)
    {
        if (asked.Patient is { } patient)
            And($"t.patient_id = {Value(patient)}");
        if (asked.About is { } about)
            And($"t.about = {Value(about.Snake())}");
        if (asked.Priority is { } priority)
            And($"t.urgency = {Value(CareTaskKey.Urgency(priority))}");
        return this;
    }

    /// <summary>Due within a range, both ends included; at any time where there is none.</summary>
    public TaskConditions Due((DateTimeOffset Since, DateTimeOffset Until)? range)
    {
        if (range is { } due)
            And($"t.due_key between {Value(due.Since)} and {Value(due.Until)}");
        return this;
    }

    public void And(string condition) => Text += " and " + condition;

    /// <summary>How the statement names a value.</summary>
    public string Value(object value)
    {
        values.Add(value);
        return $"${values.Count}";
    }
}
