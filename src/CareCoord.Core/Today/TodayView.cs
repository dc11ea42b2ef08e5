using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Patients;
using CareCoord.TreatmentPlans;

namespace CareCoord.Today;

/// <summary>The patient's home: what is next, what to do today, what changed, the goals, and what others are working on.</summary>
public sealed record TodayView(
    PatientBanner Patient,
    AppointmentView? Next,
    IReadOnlyList<TodoToday> Todos,
    IReadOnlyList<Change> Changes,
    IReadOnlyList<GoalView> Goals,
    IReadOnlyList<TeamWork> Team,
    IReadOnlyList<WorkForPatient> Work
);

/// <summary>An activity planned for today, and when it was ticked.</summary>
public sealed record TodoToday(
    Guid ActivityId,
    string Title,
    string? Detail,
    string? GoalInOwnWords,
    PartOfDay PartOfDay,
    DateTimeOffset? TickedAt
);

/// <summary>An activity planned for today, and whose it is; today, where they live.</summary>
internal sealed record TodoOf(Guid PatientId, DateOnly Day, TodoToday Todo);

/// <summary>What a change was.</summary>
public enum ChangeKind
{
    PlanPublished,
    VisitBooked,
    VisitMoved,
    VisitCancelled,
    AccessGiven,
}

/// <summary>
/// Something that changed in the last two weeks: <paramref name="About"/> is a plan's change note, a visit's title or a person's name.
/// </summary>
public sealed record Change(ChangeKind Kind, DateTimeOffset At, string? About, DateTimeOffset? VisitAt, VisitWay? VisitWay = null);

/// <summary>What a member of the care team does for the plan, again and again.</summary>
public sealed record TeamWork(string Title, string HowOften, string Name, TeamRole Role);
