using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.Shared;

namespace CareCoord.CareTeams;

/// <summary>The care team of a patient as the asker may see it. It says who is on it, was and will be, and what it takes care of.</summary>
/// <param name="MayChange">The asker coordinates this patient's care.</param>
/// <param name="At">The moment of the reading.</param>
public sealed record CareTeamView(
    PatientBanner Patient,
    bool MayChange,
    DateTimeOffset At,
    IReadOnlyList<MemberView> Members,
    IReadOnlyList<ConcernView> Concerns
)
{
    /// <summary>Who is on the team now, the coordinator first and caregivers last.</summary>
    public IEnumerable<MemberView> Now => Members.Where(m => Lasting.At(At, m.Since, m.Until));

    /// <summary>Who was on it, the last to leave first.</summary>
    public IEnumerable<MemberView> Before => Members.Where(m => m.Until <= At).OrderByDescending(m => m.Until);

    /// <summary>Who joins later, the first to join first.</summary>
    public IEnumerable<MemberView> Later => Members.Where(m => m.Since > At).OrderBy(m => m.Since);

    /// <summary>Whom to ask about everything else.</summary>
    public MemberView? Coordinator => Now.FirstOrDefault(m => m.Role == TeamRole.Coordinator);

    /// <summary>The member of this id, where there is one.</summary>
    public MemberView? Member(Guid id) => Members.FirstOrDefault(m => m.Id == id);
}

/// <summary>A place on the care team that is to end, and what depends on it.</summary>
public sealed record TeamPlaceView(CareTeamView Team, IReadOnlyList<TeamDependant> Dependants);

/// <summary>A place on the care team, and the version of it that was read.</summary>
/// <param name="ForOneTask">They took a task from a unit's queue, and leave when it is done.</param>
/// <param name="Sees">What a caregiver's proxy grant lets them see; null where they have none, and for those who may not know.</param>
public sealed record MemberView(
    Guid Id,
    Guid AccountId,
    string Name,
    TeamRole Role,
    string AskAbout,
    string? Clinic,
    string? Phone,
    string? BestWayToReach,
    DateTimeOffset Since,
    DateTimeOffset? Until,
    Granted? Sees,
    bool ForOneTask,
    uint Version
);

/// <summary>What the team takes care of; <paramref name="LeadMemberId"/> is null where nobody leads, or who led has left.</summary>
public sealed record ConcernView(
    Guid Id,
    string Concern,
    Category Labels,
    DateTimeOffset Since,
    Guid? LeadMemberId,
    string? LastLed,
    uint Version
);

/// <summary>What to look for in the directory of staff: a part of a name, what they are, a part of a clinic's name.</summary>
public sealed record StaffSearch(string? Name, TeamRole? Role, string? Clinic);

/// <summary>Somebody who could join the team: what they are, and whether they have a place already.</summary>
/// <param name="Roles">The roles they may have, the likeliest first.</param>
public sealed record Candidate(Guid AccountId, string Name, string? Clinic, IReadOnlyList<TeamRole> Roles, bool OnTheTeam);

/// <summary>Who could join a care team: staff as searched, and those whom the patient lets see the record.</summary>
public sealed record CandidatesView(
    PatientBanner Patient,
    IReadOnlyList<Candidate> Staff,
    bool MoreThanShown,
    IReadOnlyList<Candidate> Caregivers
);

/// <summary>One person who could join a care team.</summary>
public sealed record CandidateView(PatientBanner Patient, Candidate Candidate);
