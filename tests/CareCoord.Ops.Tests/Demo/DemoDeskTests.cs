using System.Text.Json;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Caseloads;
using CareCoord.Ops.Demo;
using CareCoord.Ops.Seeding;
using CareCoord.Testing;
using CareCoord.Transitions;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>What the caseload of the demo shows besides plans, visits and tasks: a way home, risks, and last looks.</summary>
[Collection(nameof(DemoCluster))]
public sealed class DemoDeskTests(DemoCluster demo)
{
    [Fact]
    public async Task Walter_is_on_his_way_home_and_each_task_that_follows_is_there_once_with_its_clock()
    {
        Assert.Equal(
            "Walter Riverside General Hospital, 4th floor moderate t t t",
            await demo.AskAsync<string>(
                """
                select string_agg(concat_ws(' ', p.given_name, t.from_place, t.complexity, t.left_at < t.recorded_at
                                            and t.recorded_at < now(), t.ended_at is null,
                                            t.recorded_by = c.coordinator_account_id), ', ')
                from transitions t join patients p on p.id = t.patient_id join caseload_assignments c on c.patient_id = t.patient_id
                """
            )
        );
        Assert.Equal(
            "First contact after the discharge 2 t, Follow-up visit after the discharge 14 t, Medicines compared after the discharge 30 t",
            await demo.AskAsync<string>(
                """
                select string_agg(concat_ws(' ', c.title,
                                            coalesce(c.due_in_business_days,
                                                     (c.due_at at time zone 'America/Chicago')::date
                                                         - (t.left_at at time zone 'America/Chicago')::date),
                                            c.assigned_at = t.recorded_at and c.closed_at is null), ', ' order by c.title)
                from care_tasks c join transitions t on (t.patient_id, t.id) = (c.patient_id, c.about_id) where c.about = 'transition'
                """
            )
        );
        Assert.Equal(
            "assigned t accepted, assigned t accepted, assigned t accepted",
            await demo.AskAsync<string>(
                """
                select string_agg(concat_ws(' ', a.action, a.at = t.recorded_at and a.account_id = t.recorded_by, a.state), ', ')
                from care_tasks c join transitions t on (t.patient_id, t.id) = (c.patient_id, c.about_id)
                join care_task_entries a on (a.patient_id, a.task_id, a.number) = (c.patient_id, c.id, 1)
                """
            )
        );
        // Nothing that the discharge asks for is asked a second time as a task about the plan.
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_tasks c join patients p on p.id = c.patient_id
                join activities a on (a.patient_id, a.id) = (c.patient_id, c.about_id)
                where p.family_name = 'Brandt' and c.about = 'plan_activity'
                  and (a.title like 'Calls you%' or a.title like 'Compares your medicines%')
                """
            )
        );
    }

    [Fact]
    public async Task Staff_see_Walters_clock_and_his_risk_and_he_sees_no_risk()
    {
        const string risks = "select count(*) from risk_levels r join patients p on p.id = r.patient_id where p.family_name = 'Brandt'";
        Assert.Equal(2L, await demo.AskAsAsync<long>("carla", Hat.Coordinator, risks));
        Assert.Equal(2L, await demo.AskAsAsync<long>("yusuf", Hat.Provider, risks));
        Assert.Equal(0L, await demo.AskAsAsync<long>("walter", Hat.Patient, risks));
        Assert.Equal(1L, await demo.AskAsAsync<long>("walter", Hat.Patient, "select count(*) from transitions"));
    }

    [Fact]
    public async Task Most_people_are_judged_few_are_at_high_risk_and_each_by_their_own_coordinator_who_knew_them()
    {
        Assert.Equal(
            "t t t t",
            await demo.AskAsync<string>(
                """
                select concat_ws(' ', count(level) * 100 / count(*) between 50 and 75,
                                 count(*) filter (where level = 'high') * 100 / count(*) between 3 and 20,
                                 count(*) filter (where level = 'rising') > count(*) filter (where level = 'high'),
                                 count(*) filter (where level = 'low') > 0)
                from patients p left join lateral (select r.level from risk_levels r where r.patient_id = p.id
                                                   order by r.set_at desc limit 1) k on true
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from risk_levels r
                where r.set_at > now() or not exists (select from caseload_assignments c where c.patient_id = r.patient_id
                                                        and c.coordinator_account_id = r.set_by and c.since <= r.set_at)
                """
            )
        );
        Assert.True(
            await demo.AskAsync<bool>("select count(*) > 5 from (select from risk_levels group by patient_id having count(*) > 1) twice")
        );
    }

    [Fact]
    public async Task Carla_has_opened_some_records_lately_some_longer_ago_and_some_never()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from last_looks l
                where l.looked_at > now()
                  or not exists (select from caseload_assignments c where c.patient_id = l.patient_id
                                   and c.coordinator_account_id = l.account_id and c.since <= l.looked_at)
                """
            )
        );
        // Since then there is news in some records, by others, and in others there is none.
        Assert.Equal(
            "t t t",
            await demo.AskAsAsync<string>(
                "carla",
                Hat.Coordinator,
                """
                select concat_ws(' ', bool_or(l.looked_at is null), bool_or(n.news), bool_or(not n.news))
                from caseload_assignments c left join last_looks l on l.patient_id = c.patient_id
                cross join lateral (select exists (select from goal_readings g where g.patient_id = c.patient_id
                                                     and g.taken_at > l.looked_at)
                                        or exists (select from care_task_entries a where a.patient_id = c.patient_id and a.at > l.looked_at
                                                     and a.account_id <> c.coordinator_account_id) as news) n
                """
            )
        );
    }

    [Theory]
    [ClassData(typeof(SomeDays))]
    public void Whatever_the_day_the_same_is_written_and_nothing_lies_ahead_or_out_of_order(DateTimeOffset now)
    {
        var clock = new TestClock(now);
        var (first, second) = (Written(clock), Written(clock));

        Assert.Equal(Told(first.Of<RiskLevel>()), Told(second.Of<RiskLevel>()));
        Assert.Equal(Told(first.NamedOf("last_looks")), Told(second.NamedOf("last_looks")));
        Assert.Equal(Told(first.Of<Transition>()), Told(second.Of<Transition>()));
        Assert.All(first.Of<RiskLevel>(), risk => Assert.InRange(risk.SetAt, Since(risk.PatientId), clock.GetUtcNow()));
        var looks = first.NamedOf("last_looks").Select(look => JsonSerializer.SerializeToElement(look)).ToList();
        Assert.NotEmpty(looks);
        Assert.All(
            looks,
            look =>
                Assert.InRange(
                    look.GetProperty("LookedAt").GetDateTimeOffset(),
                    Since(look.GetProperty("PatientId").GetGuid()),
                    clock.GetUtcNow()
                )
        );
        var home = Assert.Single(first.Of<Transition>());
        Assert.InRange(home.RecordedAt, home.LeftAt, clock.GetUtcNow());
        Assert.Equal(3, first.Of<CareTask>().Count(task => task.AboutId == home.Id && task.AssignedAt == home.RecordedAt));
        Assert.All(first.Of<CareTaskEntry>(), act => Assert.True(act.At <= clock.GetUtcNow()));

        DateTimeOffset Since(Guid patient) => first.Of<CaseloadAssignment>().Single(a => a.PatientId == patient).Since;
    }

    private static IEnumerable<string> Told(IEnumerable<object> rows) => rows.Select(row => JsonSerializer.Serialize(row));

    private static SeedRows Written(TimeProvider clock)
    {
        var scene = new DemoScene(new DemoCalendar(clock), new Diary(), "");
        RiversideNetwork.WriteStaff(scene);
        RiversideClinic.Write(scene);
        RiversideNetwork.WritePeople(scene);
        return scene.Rows;
    }
}
