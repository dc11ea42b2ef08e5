using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>The rows of one phase of the load, gathered first and then written table by table.</summary>
internal sealed class DemoRows
{
    public List<OrganisationRow> Organisations { get; } = [];
    public List<HoursRow> Hours { get; } = [];
    public List<HolidayRow> Holidays { get; } = [];
    public List<UnitRow> Units { get; } = [];
    public List<UnitMemberRow> UnitMembers { get; } = [];
    public List<DeputyRow> Deputies { get; } = [];
    public List<AbsenceRow> Absences { get; } = [];
    public List<AccountRow> Accounts { get; } = [];
    public List<HatRow> Hats { get; } = [];
    public List<ProviderRow> Providers { get; } = [];
    public List<PatientRow> Patients { get; } = [];
    public List<AssignmentRow> Assignments { get; } = [];
    public List<MemberRow> Members { get; } = [];
    public List<ConcernRow> Concerns { get; } = [];
    public List<GrantRow> Grants { get; } = [];
    public List<GrantActRow> GrantActs { get; } = [];
    public List<InvitationRow> Invitations { get; } = [];
    public List<PlanRow> Plans { get; } = [];
    public List<ProblemRow> Problems { get; } = [];
    public List<GoalRow> Goals { get; } = [];
    public List<ReadingRow> Readings { get; } = [];
    public List<ActivityRow> Activities { get; } = [];
    public List<TickRow> Ticks { get; } = [];
    public List<VisitRow> Visits { get; } = [];
    public List<TaskRow> Tasks { get; } = [];
    public List<ActRow> TaskActs { get; } = [];
    public List<StepRow> TaskSteps { get; } = [];
    public List<WatcherRow> TaskWatchers { get; } = [];
    public List<RungRow> TaskRungs { get; } = [];
    public List<StandInRow> StandIns { get; } = [];
    public List<NotificationRow> Notifications { get; } = [];
    public List<TransitionRow> Transitions { get; } = [];
    public List<FileRow> Files { get; } = [];
    public List<DocumentRow> Documents { get; } = [];
    public List<AgentRow> Agents { get; } = [];
    public List<DocumentActRow> DocumentActs { get; } = [];
    public List<DocumentReadingRow> DocumentReadings { get; } = [];
    public List<RiskRow> Risks { get; } = [];
    public List<LookRow> Looks { get; } = [];

    /// <summary>The pages of the documents, in the same order.</summary>
    public List<Paper> Papers { get; } = [];

    /// <summary>The grants that rest on a document from then on.</summary>
    public List<RestingGrant> RestingGrants { get; } = [];

    /// <summary>What is told in the access history.</summary>
    public List<AuditedAct> Audited { get; } = [];

    /// <summary>Writes them all, in the order in which they refer to each other.</summary>
    /// <param name="staffKnown">Some of the accounts may be there already, from a smaller load before.</param>
    public async Task WriteAsync(NpgsqlConnection connection, bool staffKnown, CancellationToken cancel)
    {
        await RowTable<OrganisationRow>.InsertAsync(connection, "organisations", Organisations, false, cancel);
        await RowTable<AccountRow>.InsertAsync(connection, "accounts", Accounts, staffKnown, cancel);
        await RowTable<HatRow>.InsertAsync(connection, "account_hats", Hats, staffKnown, cancel);
        await RowTable<ProviderRow>.InsertAsync(connection, "providers", Providers, staffKnown, cancel);
        await RowTable<HoursRow>.InsertAsync(connection, "business_hours", Hours, false, cancel);
        await RowTable<HolidayRow>.InsertAsync(connection, "holidays", Holidays, staffKnown, cancel);
        await RowTable<UnitRow>.InsertAsync(connection, "organisation_units", Units, staffKnown, cancel);
        await RowTable<UnitMemberRow>.InsertAsync(connection, "unit_members", UnitMembers, staffKnown, cancel);
        await RowTable<DeputyRow>.InsertAsync(connection, "deputies", Deputies, staffKnown, cancel);
        await RowTable<AbsenceRow>.InsertAsync(connection, "absences", Absences, staffKnown, cancel);
        await RowTable<PatientRow>.InsertAsync(connection, "patients", Patients, false, cancel);
        await RowTable<AssignmentRow>.InsertAsync(connection, "caseload_assignments", Assignments, false, cancel);
        await RowTable<MemberRow>.InsertAsync(connection, "care_team_members", Members, false, cancel);
        await RowTable<ConcernRow>.InsertAsync(connection, "care_concerns", Concerns, false, cancel);
        await RowTable<GrantRow>.InsertAsync(connection, "proxy_grants", Grants, false, cancel);
        await RowTable<GrantActRow>.InsertAsync(connection, "proxy_grant_acts", GrantActs, false, cancel);
        await RowTable<InvitationRow>.InsertAsync(connection, "proxy_invitations", Invitations, false, cancel);
        await RowTable<PlanRow>.InsertAsync(connection, "treatment_plans", Plans, false, cancel);
        await RowTable<ProblemRow>.InsertAsync(connection, "problems", Problems, false, cancel);
        await RowTable<GoalRow>.InsertAsync(connection, "goals", Goals, false, cancel);
        await RowTable<ReadingRow>.InsertAsync(connection, "goal_readings", Readings, false, cancel);
        await RowTable<ActivityRow>.InsertAsync(connection, "activities", Activities, false, cancel);
        await RowTable<TickRow>.InsertAsync(connection, "activity_ticks", Ticks, false, cancel);
        await RowTable<VisitRow>.InsertAsync(connection, "appointments", Visits, false, cancel);
        await RowTable<TransitionRow>.InsertAsync(connection, "transitions", Transitions, false, cancel);
        await RowTable<TaskRow>.InsertAsync(connection, "care_tasks", Tasks, false, cancel);
        await RowTable<ActRow>.InsertAsync(connection, "care_task_acts", TaskActs, false, cancel);
        await RowTable<StepRow>.InsertAsync(connection, "care_task_steps", TaskSteps, false, cancel);
        await RowTable<WatcherRow>.InsertAsync(connection, "care_task_watchers", TaskWatchers, false, cancel);
        await RowTable<RungRow>.InsertAsync(connection, "care_task_rungs", TaskRungs, false, cancel);
        await RowTable<StandInRow>.InsertAsync(connection, "stand_ins", StandIns, false, cancel);
        await RowTable<NotificationRow>.InsertAsync(connection, "notifications", Notifications, false, cancel);
        await RowTable<FileRow>.InsertAsync(connection, "document_files", Files, false, cancel);
        await RowTable<DocumentRow>.InsertAsync(connection, "legal_documents", Documents, false, cancel);
        await RowTable<AgentRow>.InsertAsync(connection, "legal_document_agents", Agents, false, cancel);
        await RowTable<DocumentActRow>.InsertAsync(connection, "legal_document_acts", DocumentActs, false, cancel);
        await RowTable<DocumentReadingRow>.InsertAsync(connection, "document_readings", DocumentReadings, false, cancel);
        await RowTable<RiskRow>.InsertAsync(connection, "risk_levels", Risks, false, cancel);
        await RowTable<LookRow>.InsertAsync(connection, "last_looks", Looks, false, cancel);
    }
}
