using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Consents;
using CareCoord.Organisations;
using CareCoord.Patients;
using CareCoord.Transitions;

namespace CareCoord.Ops.Demo;

/// <summary>One patient's record while it is written: first who they are, then the team, the plan, and the visits.</summary>
internal sealed partial class DemoRecord(Patient patient, DemoScene scene)
{
    private readonly Dictionary<TeamRole, Guid> members = [];
    private readonly Dictionary<Guid, Guid> membersByAccount = [];
    private Guid coordinator;
    private Guid assignment;
    private int count;

    public Guid PatientId => patient.Id;

    public DemoCalendar Calendar => scene.Calendar;

    /// <summary>The coordinator, who has the patient on their caseload and publishes the plan.</summary>
    public void Coordinator(Guid account, int sinceDaysAgo)
    {
        coordinator = account;
        var since = Calendar.Moment(-sinceDaysAgo, "9:00");
        assignment = NextId();
        scene.Rows.Add<CaseloadAssignment>(
            new
            {
                PatientId,
                Id = assignment,
                CoordinatorAccountId = account,
                Since = since,
            }
        );
        Join(account, null, TeamRole.Coordinator, "Anything about your plan, your visits, or whom to ask", since, null);
    }

    public void Member(StaffMember who, int sinceDaysAgo, string? askAbout = null, int? leftDaysAgo = null) =>
        Join(
            who.AccountId,
            who.ProviderId,
            who.Role,
            askAbout ?? who.AskAbout,
            Calendar.Moment(-sinceDaysAgo, "10:00"),
            leftDaysAgo is { } left ? Calendar.Moment(-left, "12:00") : null
        );

    /// <summary>What the team takes care of, in the patient's words, and who leads in it or did until they left.</summary>
    public void Concern(string concern, StaffMember lead, int sinceDaysAgo, Category labels = Category.None) =>
        scene.Rows.Add<CareConcern>(
            new
            {
                PatientId,
                Id = NextId(),
                Concern = concern,
                LeadMemberId = membersByAccount[lead.AccountId],
                Since = Calendar.Moment(-sinceDaysAgo, "10:30"),
                Labels = labels,
            }
        );

    /// <summary>A caregiver, on the team and with a grant.</summary>
    public void Caregiver(
        Guid account,
        string relationship,
        string askAbout,
        Category view,
        Category manage,
        int sinceDaysAgo,
        int? endsInDays,
        Guid grantedBy
    )
    {
        Join(account, null, TeamRole.Caregiver, askAbout, Calendar.Moment(-sinceDaysAgo, "11:00"), null);
        Grant(account, relationship, view, manage, sinceDaysAgo, endsInDays, grantedBy);
    }

    /// <summary>A grant that the patient gave themselves, to somebody who is not on the team.</summary>
    public void Grant(Guid account, string relationship, Category view, Category manage, int sinceDaysAgo, int? endsInDays, Guid grantedBy)
    {
        var since = Calendar.Moment(-sinceDaysAgo, "11:00");
        DateTimeOffset? ends = endsInDays is { } days ? Calendar.Moment(days, "23:59") : null;
        var grant = NextId();
        scene.Rows.Add<ProxyGrant>(
            new
            {
                PatientId,
                Id = grant,
                CaregiverAccountId = account,
                Relationship = relationship,
                ViewBits = view,
                ManageBits = manage,
                StartsAt = since,
                EndsAt = ends,
                GrantedBy = grantedBy,
            }
        );
        scene.Rows.AddTo(
            "proxy_grant_entries",
            new
            {
                PatientId,
                Id = NextId(),
                GrantId = grant,
                Action = "given",
                At = since,
                AccountId = grantedBy,
                Hat = Hat.Patient,
                ViewBits = view,
                ManageBits = manage,
                EndsAt = ends,
            }
        );
    }

    /// <summary>An invitation by the patient that waits; its link is nobody's, so it has to be sent again.</summary>
    public void Invitation(string email, string name, string relationship, Category view, Guid invitedBy)
    {
        var sent = Calendar.Now.AddHours(-20);
        scene.Rows.AddTo(
            "proxy_invitations",
            new
            {
                PatientId,
                Id = NextId(),
                Email = email,
                Name = name,
                Relationship = relationship,
                ViewBits = view,
                ManageBits = Category.None,
                TokenHash = SHA256.HashData(RandomNumberGenerator.GetBytes(32)),
                InvitedBy = invitedBy,
                InvitedAs = Hat.Patient,
                CreatedAt = sent,
                SentAt = sent,
                ExpiresAt = sent.AddHours(ProxyInvitation.HoursOpen),
            }
        );
    }

    /// <summary>A visit, at the wished time or near it.</summary>
    public void Visit(VisitText text)
    {
        var step = text.Day < 0 ? -1 : 1;
        var start = scene.Diary.Book(
            text.With.ProviderId,
            PatientId,
            Calendar.Day(text.Day),
            DemoCalendar.Time(text.At),
            text.Minutes,
            step
        );
        var end = start.AddMinutes(text.Minutes);
        var state = text.State ?? (end <= Calendar.Now ? VisitState.Kept : VisitState.Booked);
        var known = start < Calendar.Now ? start : Calendar.Now;
        var booked = text.BookedDaysAgo is { } days ? Calendar.Moment(-days, "11:20") : known.AddDays(-25);
        if (booked < patient.CreatedAt)
            booked = patient.CreatedAt;
        DateTimeOffset? cancelled = state == VisitState.Cancelled ? known.AddDays(-2) : null;
        DateTimeOffset? moved = text.MovedDaysAgo is { } daysAgo ? Calendar.Moment(-daysAgo, "14:10") : null;
        scene.Rows.Add<Appointment>(
            new
            {
                PatientId,
                Id = NextId(),
                text.With.ProviderId,
                text.Title,
                StartsAt = start,
                EndsAt = end,
                text.Way,
                Place = text.Place ?? (text.Way == VisitWay.InPerson ? text.With.Place : null),
                HowToGetIn = text.GetIn ?? text.With.GetIn(text.Way),
                Preparation = text.Prepare,
                State = state,
                BookedAt = booked,
                MovedAt = moved,
                CancelledAt = cancelled,
                text.CancelReason,
                text.Labels,
            }
        );
    }

    /// <summary>A care task and all that happened with it until now.</summary>
    public void Task(TaskText text)
    {
        // A network of its own has other units.
        if (text.Unit is null || scene.Rows.Of<OrganisationUnit>().Count > 0)
            new TaskStory(scene, PatientId, coordinator, assignment, NextId).Write(text, text.Activity is { } key ? activities[key] : null);
    }

    /// <summary>
    /// The way home from a place of care, as its coordinator recorded it, and what happened since with each task that follows it.
    /// </summary>
    public void Discharge(DischargeText text)
    {
        var (transition, left, heard) = (
            NextId(),
            Calendar.WorkMoment(text.DaysAgo, text.LeftAt),
            Calendar.WorkMoment(text.DaysAgo, text.HeardAt)
        );
        scene.Rows.Add<Transition>(
            new
            {
                PatientId,
                Id = transition,
                LeftAt = left,
                FromPlace = text.From,
                text.Complexity,
                RecordedBy = coordinator,
                RecordedAt = heard,
            }
        );
        foreach (var (at, (content, steps)) in TransitionWork.Of(transition, left, text.Complexity, Calendar.Business).Index())
            new TaskStory(scene, PatientId, coordinator, assignment, NextId).Write(
                content,
                steps,
                heard,
                text.Then.ElementAtOrDefault(at) ?? []
            );
    }

    /// <summary>How high the coordinator judged the risk to be, so many days ago.</summary>
    public void Judged(Risk level, string reason, int daysAgo, string at) =>
        scene.Rows.Add<RiskLevel>(
            new
            {
                PatientId,
                Id = NextId(),
                Level = level,
                Reason = reason,
                SetBy = coordinator,
                SetAt = Calendar.WorkMoment(daysAgo, at),
            }
        );

    /// <summary>When the coordinator last opened the record.</summary>
    public void Looked(int daysAgo, string at) =>
        scene.Rows.AddTo(
            "last_looks",
            new
            {
                AccountId = coordinator,
                PatientId,
                LookedAt = Calendar.WorkMoment(daysAgo, at),
            }
        );

    private void Join(Guid account, Guid? provider, TeamRole role, string askAbout, DateTimeOffset since, DateTimeOffset? until)
    {
        var id = NextId();
        members[role] = id;
        membersByAccount.Add(account, id);
        scene.Rows.Add<CareTeamMember>(
            new
            {
                PatientId,
                Id = id,
                AccountId = account,
                ProviderId = provider,
                Role = role,
                AskAbout = askAbout,
                Since = since,
                Until = until,
            }
        );
    }

    private Guid? Owner(TeamRole? role) => role is { } owner ? members[owner] : null;

    private Guid NextId() => DemoId.Within(PatientId, ++count);
}
