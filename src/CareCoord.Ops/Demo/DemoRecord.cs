using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>One patient's record while it is written: first who they are, then the team, the plan, and the visits.</summary>
internal sealed class DemoRecord(PatientRow patient, DemoScene scene)
{
    private readonly Dictionary<TeamRole, Guid> members = [];
    private readonly Dictionary<Guid, Guid> membersByAccount = [];
    private readonly Dictionary<string, Guid> goals = [];
    private readonly Dictionary<string, ActivityRow> activities = [];
    private readonly Dictionary<string, Category> goalLabels = [];
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
        scene.Rows.Assignments.Add(new(PatientId, assignment, account, since, null));
        Join(account, null, TeamRole.Coordinator, "Anything about your plan, your visits, or whom to ask", since, null);
    }

    public void Member(StaffMember who, int sinceDaysAgo, string? askAbout = null, int? leftDaysAgo = null) =>
        Join(who.AccountId, who.ProviderId, who.Role, askAbout ?? who.AskAbout, Calendar.Moment(-sinceDaysAgo, "10:00"),
            leftDaysAgo is { } left ? Calendar.Moment(-left, "12:00") : null);

    /// <summary>What the team takes care of, in the patient's words, and who leads in it or did until they left.</summary>
    public void Concern(string concern, StaffMember lead, int sinceDaysAgo, Category labels = Category.None) =>
        scene.Rows.Concerns.Add(new(PatientId, NextId(), concern, membersByAccount[lead.AccountId], Calendar.Moment(-sinceDaysAgo, "10:30"), null, labels));

    /// <summary>A caregiver, on the team and with a grant.</summary>
    public void Caregiver(Guid account, string relationship, string askAbout, Category view, Category manage, int sinceDaysAgo,
        int? endsInDays, Guid grantedBy)
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
        scene.Rows.Grants.Add(new(PatientId, grant, account, relationship, view, manage, since, ends, grantedBy));
        scene.Rows.GrantActs.Add(new(PatientId, NextId(), grant, "given", since, grantedBy, Hat.Patient, view, manage, ends));
    }

    /// <summary>An invitation by the patient that waits; its link is nobody's, so it has to be sent again.</summary>
    public void Invitation(string email, string name, string relationship, Category view, Guid invitedBy)
    {
        var sent = Calendar.Now.AddHours(-20);
        scene.Rows.Invitations.Add(new(PatientId, NextId(), email, name, relationship, view, Category.None, SHA256.HashData(RandomNumberGenerator.GetBytes(32)),
            invitedBy, Hat.Patient, sent, sent, sent.AddHours(72)));
    }

    /// <summary>The versions of the plan, the last of which is the published one.</summary>
    public void Plan(params PlanText[] versions)
    {
        for (var at = 0; at < versions.Length; at++)
        {
            var (text, plan) = (versions[at], NextId());
            var state = at == versions.Length - 1 ? PlanState.Published : PlanState.Superseded;
            scene.Rows.Plans.Add(new(PatientId, plan, at + 1, state, text.PublishedAt, coordinator, text.Note, text.ReviewDue));
            WriteVersion(plan, text);
        }
    }

    /// <summary>Values measured for a goal; each so many days ago, in the morning.</summary>
    public void Readings(string goal, params (int DaysAgo, decimal Value)[] values)
    {
        foreach (var (daysAgo, value) in values)
        {
            var taken = DemoCalendar.At(Calendar.Day(-daysAgo), new TimeOnly(7, 40));
            if (taken <= Calendar.Now)
                scene.Rows.Readings.Add(new(PatientId, NextId(), goals[goal], taken, value, goalLabels[goal]));
        }
    }

    /// <summary>
    /// The days of the last two weeks on which an activity was done: all that were planned but those named, and today where
    /// its time has come.
    /// </summary>
    /// <param name="notDaysAgo">The days that were missed; 0 leaves today's to be ticked.</param>
    public void Done(string activity, Guid by, string at, params int[] notDaysAgo)
    {
        var row = activities[activity];
        for (var daysAgo = 14; daysAgo >= 0; daysAgo--)
        {
            var day = Calendar.Day(-daysAgo);
            // People are not clockworks: a few minutes earlier or later, the same on every load.
            var time = DemoCalendar.At(day, DemoCalendar.Time(at)).AddMinutes((daysAgo * 7) % 11);
            if (day >= row.StartsOn && !notDaysAgo.Contains(daysAgo) && (row.Weekdays & (1 << (int)day.DayOfWeek)) != 0
                && time <= Calendar.Now)
                scene.Rows.Ticks.Add(new(PatientId, NextId(), row.LineageId, day, time, by, row.Labels));
        }
    }

    /// <summary>A visit, at the wished time or near it.</summary>
    public void Visit(VisitText text)
    {
        var step = text.Day < 0 ? -1 : 1;
        var start = scene.Diary.Book(text.With.ProviderId, PatientId, Calendar.Day(text.Day), DemoCalendar.Time(text.At),
            text.Minutes, step);
        var end = start.AddMinutes(text.Minutes);
        var state = text.State ?? (end <= Calendar.Now ? VisitState.Kept : VisitState.Booked);
        var known = start < Calendar.Now ? start : Calendar.Now;
        var booked = text.BookedDaysAgo is { } days ? Calendar.Moment(-days, "11:20") : known.AddDays(-25);
        if (booked < patient.CreatedAt)
            booked = patient.CreatedAt;
        DateTimeOffset? cancelled = state == VisitState.Cancelled ? known.AddDays(-2) : null;
        scene.Rows.Visits.Add(new(PatientId, NextId(), text.With.ProviderId, text.Title, start, end, text.Way,
            text.Place ?? (text.Way == VisitWay.InPerson ? text.With.Place : null), text.GetIn ?? text.With.GetIn(text.Way),
            text.Prepare, state, booked, text.MovedDaysAgo is { } moved ? Calendar.Moment(-moved, "14:10") : null, cancelled, text.CancelReason,
            text.Labels));
    }

    /// <summary>A care task and all that happened with it until now.</summary>
    public void Task(TaskText text)
    {
        // A network of its own has other units.
        if (text.Unit is null || scene.Rows.Units.Count > 0)
            new TaskStory(scene, PatientId, coordinator, assignment, NextId).Write(text, text.Activity is { } key ? activities[key] : null);
    }

    /// <summary>The way home from a place of care, as its coordinator recorded it, and what happened since with each task that follows it.</summary>
    public void Discharge(DischargeText text)
    {
        var (transition, left, heard) = (NextId(), Calendar.WorkMoment(text.DaysAgo, text.LeftAt), Calendar.WorkMoment(text.DaysAgo, text.HeardAt));
        scene.Rows.Transitions.Add(new(PatientId, transition, left, text.From, text.Complexity, coordinator, heard));
        foreach (var (at, (content, steps)) in TransitionWork.Of(transition, left, text.Complexity, Calendar.Business).Index())
            new TaskStory(scene, PatientId, coordinator, assignment, NextId).Write(content, steps, heard, text.Then.ElementAtOrDefault(at) ?? []);
    }

    /// <summary>How high the coordinator judged the risk to be, so many days ago.</summary>
    public void Judged(Risk level, string reason, int daysAgo, string at) =>
        scene.Rows.Risks.Add(new(PatientId, NextId(), level, reason, coordinator, Calendar.WorkMoment(daysAgo, at)));

    /// <summary>When the coordinator last opened the record.</summary>
    public void Looked(int daysAgo, string at) => scene.Rows.Looks.Add(new(coordinator, PatientId, Calendar.WorkMoment(daysAgo, at)));

    /// <summary>Whether the published plan has an activity.</summary>
    public bool Has(string activity) => activities.ContainsKey(activity);

    private void WriteVersion(Guid plan, PlanText text)
    {
        var problemIds = text.Problems.ToDictionary(p => p.Key, _ => NextId());
        var goalIds = text.Goals.ToDictionary(g => g.Key, _ => NextId());
        foreach (var (at, p) in text.Problems.Index())
        {
            scene.Rows.Problems.Add(new(PatientId, problemIds[p.Key], plan, p.Name, p.Explanation, p.ClinicalName, "ICD-10-CM", p.Code,
                Calendar.Day(-p.DaysAgo), p.Labels, at));
        }

        foreach (var (at, g) in text.Goals.Index())
        {
            goals.TryAdd(g.Key, goalIds[g.Key]);
            goalLabels[g.Key] = g.Labels;
            scene.Rows.Goals.Add(new(PatientId, goalIds[g.Key], goals[g.Key], plan, Known(problemIds, g.Problem), g.OwnWords,
                g.Statement, g.Clinical, g.Measured?.What, g.Measured?.Unit, g.Measured?.Start, g.Measured?.Target, g.Measured?.Is,
                g.DueInDays is { } due ? Calendar.Day(due) : null, Owner(g.Owner), g.Labels, at));
        }

        foreach (var (at, a) in text.Activities.Index())
        {
            var id = NextId();
            var row = new ActivityRow(PatientId, id, activities.TryGetValue(a.Key, out var first) ? first.LineageId : id, plan,
                Known(goalIds, a.Goal), a.Title, a.Detail, a.Clinical, a.DoneBy,
                a.OwnedBy is { } staff ? membersByAccount[staff.AccountId] : Owner(a.Owner), a.HowOften, a.On, a.Part,
                Calendar.Day(-a.SinceDaysAgo), a.EndsInDays is { } days ? Calendar.Day(days) : null, a.Labels, at);
            activities[a.Key] = row;
            scene.Rows.Activities.Add(row);
        }
    }

    private void Join(Guid account, Guid? provider, TeamRole role, string askAbout, DateTimeOffset since, DateTimeOffset? until)
    {
        var id = NextId();
        members[role] = id;
        membersByAccount.Add(account, id);
        scene.Rows.Members.Add(new(PatientId, id, account, provider, role, askAbout, since, until));
    }

    private Guid? Owner(TeamRole? role) => role is { } owner ? members[owner] : null;

    private static Guid? Known(Dictionary<string, Guid> ids, string? key) => key is not null
        && ids.TryGetValue(key, out var id) ? id : null;

    private Guid NextId() => DemoId.Within(PatientId, ++count);
}
