using CareCoord.CareTasks;

namespace CareCoord.Web.CareTasks;

/// <summary>What somebody types for an act on all that are selected.</summary>
public sealed record BulkDraft
{
    public CareTaskAction? Act { get; set; }

    public string Words { get; set; } = "";

    public string Whom { get; set; } = "";

    internal bool AsksWhom => Act is CareTaskAction.Offered or CareTaskAction.Reassigned;
}
