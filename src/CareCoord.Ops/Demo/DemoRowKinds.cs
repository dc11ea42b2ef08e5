using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Providers;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

// One record for each table that the demo fills; its properties are the columns.

internal sealed record OrganisationRow(Guid Id, string Name, string TimeZone, string EmergencyNumber, string Phone);

internal sealed record HoursRow(Guid OrganisationId, int Weekday, TimeOnly Opens, TimeOnly Closes);

internal sealed record HolidayRow(Guid OrganisationId, DateOnly OnDate, string Name);

internal sealed record UnitRow(Guid Id, Guid OrganisationId, string Name, string? Phone);

internal sealed record UnitMemberRow(Guid UnitId, Guid Id, Guid AccountId, DateTimeOffset Since, DateTimeOffset? Until);

internal sealed record DeputyRow(Guid AccountId, Hat Hat, Guid DeputyAccountId, Guid ChosenBy, DateTimeOffset ChosenAt);

internal sealed record AbsenceRow(Guid Id, Guid AccountId, Hat Hat, Guid DeputyAccountId, DateTimeOffset Since, DateTimeOffset Until, string? Note,
    Guid PlannedBy, DateTimeOffset PlannedAt);

internal sealed record AccountRow(Guid Id, string UserName, string NormalizedUserName, string Email, string NormalizedEmail,
    bool EmailConfirmed, string PasswordHash, string SecurityStamp, string ConcurrencyStamp, string? PhoneNumber,
    bool PhoneNumberConfirmed, bool TwoFactorEnabled, bool LockoutEnabled, int AccessFailedCount, string DisplayName,
    string? BestWayToReach, string TimeZone, string Language, bool HasLongPassword, DateTimeOffset CreatedAt);

internal sealed record HatRow(Guid AccountId, Hat Hat);

internal sealed record ProviderRow(Guid Id, Guid AccountId, Discipline Discipline, string? Credentials, string Clinic);

internal sealed record PatientRow(Guid Id, Guid? AccountId, string GivenName, string FamilyName, string? PreferredName, string? Pronouns,
    DateOnly BirthDate, string? Phone, string TimeZone, string? MattersToMe, DateTimeOffset CreatedAt);

internal sealed record AssignmentRow(Guid PatientId, Guid Id, Guid CoordinatorAccountId, DateTimeOffset Since, DateTimeOffset? Until);

internal sealed record MemberRow(Guid PatientId, Guid Id, Guid AccountId, Guid? ProviderId, TeamRole Role, string AskAbout,
    DateTimeOffset Since, DateTimeOffset? Until);

internal sealed record ConcernRow(Guid PatientId, Guid Id, string Concern, Guid? LeadMemberId, DateTimeOffset Since, DateTimeOffset? Until,
    Category Labels);

internal sealed record GrantRow(Guid PatientId, Guid Id, Guid CaregiverAccountId, string Relationship, Category ViewBits,
    Category ManageBits,
    DateTimeOffset StartsAt, DateTimeOffset? EndsAt, Guid GrantedBy);

internal sealed record GrantActRow(Guid PatientId, Guid Id, Guid GrantId, string Act, DateTimeOffset At, Guid AccountId, Hat Hat,
    Category ViewBits, Category ManageBits, DateTimeOffset? EndsAt);

internal sealed record InvitationRow(Guid PatientId, Guid Id, string Email, string Name, string Relationship, Category ViewBits,
    Category ManageBits, byte[] TokenHash, Guid InvitedBy, Hat InvitedAs, DateTimeOffset CreatedAt, DateTimeOffset SentAt,
    DateTimeOffset ExpiresAt);

internal sealed record PlanRow(Guid PatientId, Guid Id, int Version, PlanState State, DateTimeOffset? PublishedAt, Guid? PublishedBy,
    string? ChangeNote, DateOnly? ReviewDue);

internal sealed record ProblemRow(Guid PatientId, Guid Id, Guid PlanId, string Name, string? Explanation, string? ClinicalName,
    string? CodeSystem, string? Code, DateOnly? Since, Category Labels, int Position);

internal sealed record GoalRow(Guid PatientId, Guid Id, Guid LineageId, Guid PlanId, Guid? ProblemId, string? OwnWords, string Statement,
    string? ClinicalWording, string? Measure, string? Unit, decimal? StartValue, decimal? TargetValue, TargetIs? TargetIs, DateOnly? DueOn,
    Guid? OwnerMemberId, Category Labels, int Position);

internal sealed record ReadingRow(Guid PatientId, Guid Id, Guid LineageId, DateTimeOffset TakenAt, decimal Value, Category Labels);

internal sealed record ActivityRow(Guid PatientId, Guid Id, Guid LineageId, Guid PlanId, Guid? GoalId, string Title, string? Detail,
    string? ClinicalWording, DoneBy DoneBy, Guid? OwnerMemberId, string HowOften, int Weekdays, PartOfDay PartOfDay, DateOnly StartsOn,
    DateOnly? EndsOn, Category Labels, int Position);

internal sealed record TickRow(Guid PatientId, Guid Id, Guid LineageId, DateOnly OnDate, DateTimeOffset TickedAt, Guid TickedBy,
    Category Labels);

internal sealed record VisitRow(Guid PatientId, Guid Id, Guid ProviderId, string Title, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    VisitWay Way, string? Place, string? HowToGetIn, string? Preparation, VisitState State, DateTimeOffset BookedAt,
        DateTimeOffset? MovedAt,
    DateTimeOffset? CancelledAt, string? CancelReason, Category Labels);

internal sealed record TransitionRow(Guid PatientId, Guid Id, DateTimeOffset LeftAt, string FromPlace, Complexity Complexity, Guid RecordedBy,
    DateTimeOffset RecordedAt);

internal sealed record RiskRow(Guid PatientId, Guid Id, Risk Level, string Reason, Guid SetBy, DateTimeOffset SetAt);

internal sealed record LookRow(Guid AccountId, Guid PatientId, DateTimeOffset LookedAt);
