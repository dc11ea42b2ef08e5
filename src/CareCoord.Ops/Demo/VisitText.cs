using CareCoord.Access;
using CareCoord.Appointments;

namespace CareCoord.Ops.Demo;

/// <summary>A visit, as the stories write it: on which day from today, at what time, how long, and how.</summary>
internal sealed record VisitText(StaffMember With, string Title, int Day, string At, int Minutes, VisitWay Way = VisitWay.InPerson)
{
    /// <summary>How to get ready.</summary>
    public string? Prepare { get; init; }

    /// <summary>Where it is, when not at the provider's clinic.</summary>
    public string? Place { get; init; }

    public string? GetIn { get; init; }

    /// <summary>Where it stands; when not said, kept once it is over and booked before.</summary>
    public VisitState? State { get; init; }

    public string? CancelReason { get; init; }
    public int? BookedDaysAgo { get; init; }
    public int? MovedDaysAgo { get; init; }
    public Category Labels { get; init; }
}
