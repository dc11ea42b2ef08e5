using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Demo;

/// <summary>The visits of a sketched person: some that were, some to come, and the gaps they need attention for.</summary>
internal sealed class PlausibleVisits(
    DemoRecord record,
    Random random,
    PersonSketch person,
    Dictionary<TeamRole, StaffMember> team,
    TeamRole? leaver
)
{
    private readonly TeamRole missed = team.Keys.Last();

    /// <param name="knownDays">For how many days the network has known them: no visit is older.</param>
    public void Write(int knownDays)
    {
        if (person.Needs == ReasonKind.MissedVisit)
            Visit(missed, -random.Next(4, 18), VisitState.Missed);

        var day = -random.Next(9, 20);
        var past = random.Next(person.Needs == ReasonKind.NoVisit ? 3 : 2, 6);
        for (var left = past; left > 0 && -day < knownDays; left--, day -= random.Next(14, 40))
            Visit(Any(team.Keys), day, random.Next(14) == 0 ? VisitState.Cancelled : null);

        if (person.Needs == ReasonKind.NoVisit)
        {
            Visit(TeamRole.PrimaryCare, random.Next(66, 100), null);
            return;
        }

        List<TeamRole> roles = [.. team.Keys.Where(role => role != leaver && !(person.Needs == ReasonKind.MissedVisit && role == missed))];
        day = person.VisitToday ? 0 : random.Next(1, 22);
        for (var left = random.Next(2, 6); left > 0; left--, day += random.Next(7, 24))
            Visit(Any(roles), day, null);
    }

    /// <summary>When in the day somebody does what belongs to a part of it.</summary>
    public static string TimeOf(PartOfDay part) =>
        part switch
        {
            PartOfDay.Morning => "8:10",
            PartOfDay.Midday => "12:40",
            PartOfDay.Evening => "18:30",
            _ => "15:20",
        };

    private TeamRole Any(IReadOnlyCollection<TeamRole> roles) => roles.ElementAt(random.Next(roles.Count));

    private void Visit(TeamRole role, int day, VisitState? state)
    {
        var kind = VisitKind.Any(role, random);
        var hour = 8 + random.Next(7);
        var time = $"{(hour < 12 ? hour : hour + 1)}:{(random.Next(2) == 0 ? "00" : "30")}";
        // A day of the week that is closed would push everybody to the Monday or Friday next to it.
        while (day != 0 && !DemoCalendar.IsOpen(record.Calendar.Day(day)))
            day += Math.Sign(day) * random.Next(1, 4);
        record.Visit(
            new(team[role], kind.Title, day, time, kind.Minutes, kind.Way)
            {
                Prepare = kind.Prepare,
                State = state,
                Labels = role == TeamRole.SocialWorker ? Category.Behavioural : Category.None,
                CancelReason = state == VisitState.Cancelled ? "The clinic was closed that day because of the weather." : null,
            }
        );
    }
}
