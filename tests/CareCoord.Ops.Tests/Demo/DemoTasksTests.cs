using CareCoord.Access;

namespace CareCoord.Ops.Tests.Demo;

[Collection(nameof(DemoCluster))]
public sealed class DemoTasksTests(DemoCluster demo)
{
    [Fact]
    public async Task Everybody_of_the_stories_has_work_in_every_state() =>
        Assert.Equal(
            "accepted assigned cancelled declined done in_progress waiting",
            await demo.AskAsync<string>(
                """
                select string_agg(distinct t.state, ' ') from care_tasks t join patients p on p.id = t.patient_id
                where p.family_name in ('Brandt', 'Moore', 'Reyes')
                """
            )
        );

    [Fact]
    public async Task Some_work_is_late_some_has_no_day_and_some_is_offered_to_another() =>
        Assert.Equal(
            "t t t t",
            await demo.AskAsync<string>(
                """
                select concat_ws(' ', bool_or(t.due_at < now() and t.closed_at is null), bool_or(t.due_at is null),
                                 bool_or(t.due_at > now()),
                                      bool_or(t.state = 'accepted' and t.asked_account_id is not null))
                from care_tasks t join accounts a on a.id = t.coordinator_account_id where a.email like 'carla@%'
                """
            )
        );

    [Fact]
    public async Task Work_stands_in_the_queue_of_a_unit_whose_members_were_told_without_the_patient()
    {
        Assert.Equal(
            "Home nursing Physical therapy",
            await demo.AskAsync<string>(
                "select string_agg(u.name, ' ' order by u.name) from care_tasks t join organisation_units u on u.id = t.asked_unit_id"
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from notifications n join care_tasks t on t.id = n.subject_id
                where t.asked_unit_id is not null and n.hat = 'provider' and n.patient_id is not null
                """
            )
        );
        Assert.True(
            await demo.AskAsAsync<bool>("lena", Hat.Provider, "select exists (select from care_tasks where asked_unit_id is not null)")
        );
    }

    [Fact]
    public async Task Where_a_rung_told_a_deputy_the_deputy_was_let_in_for_a_week_and_watches() =>
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_task_rungs r
                where r.rung = 'deputy' and r.fired_at is not null
                  and not exists (select from stand_ins s
                                  join care_task_watchers w on (w.patient_id, w.task_id, w.account_id) = (r.patient_id, r.task_id, r.told)
                                  where s.source_id = r.id and s.account_id = r.told and s.until = r.fired_at + interval '7 days')
                """
            )
        );

    [Fact]
    public async Task A_history_counts_from_one_without_gaps_in_the_order_of_time_and_ends_as_the_task_stands()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_tasks t
                cross join lateral (select count(*) n, min(number) first, max(number) last, bool_and(at <= now()) past
                                    from care_task_entries a where a.patient_id = t.patient_id and a.task_id = t.id) h
                left join care_task_entries e on e.patient_id = t.patient_id and e.task_id = t.id and e.number = t.entry_count
                where (h.first, h.last, h.n, h.past) is distinct from (1, t.entry_count, t.entry_count::bigint, true)
                   or (e.state, e.owner_account_id, e.asked_account_id, e.asked_unit_id)
                      is distinct from (t.state, t.owner_account_id, t.asked_account_id, t.asked_unit_id)
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_task_entries a join care_task_entries b on b.patient_id = a.patient_id and b.task_id = a.task_id
                  and b.number = a.number + 1
                where b.at < a.at
                """
            )
        );
    }

    [Fact]
    public async Task Every_rung_whose_moment_came_has_fired_and_is_in_the_history_and_closed_work_waits_for_none()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>("select count(*) from care_task_rungs where due_at <= now() - interval '1 hour' and fired_at is null")
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_task_rungs r join care_tasks t on (t.patient_id, t.id) = (r.patient_id, r.task_id)
                where t.closed_at is not null and r.fired_at is null
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_tasks t
                where (select count(*) from care_task_rungs r where (r.patient_id, r.task_id) = (t.patient_id, t.id)
                         and r.fired_at is not null)
                   <> (select count(*) from care_task_entries a where (a.patient_id, a.task_id) = (t.patient_id, t.id)
                         and a.action in ('reminded', 'escalated', 'escalated_to_deputy'))
                """
            )
        );
        Assert.True(await demo.AskAsync<bool>("select count(*) > 20 from care_task_rungs where fired_at is null"));
    }

    [Fact]
    public async Task Whoever_has_work_is_on_the_care_team_or_is_the_coordinator() =>
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from care_tasks t cross join unnest(array[t.owner_account_id, t.asked_account_id]) who
                where who is not null and who <> t.coordinator_account_id
                  and not exists (select from care_team_members m where m.patient_id = t.patient_id and m.account_id = who
                                    and m.provider_id is not null
                                  and (m.until is null or m.until > now()))
                """
            )
        );

    [Fact]
    public async Task Each_further_patient_with_a_plan_has_two_to_four_tasks_besides_reviews_with_their_own_coordinator() =>
        Assert.Equal(
            "2 4 t",
            await demo.AskAsync<string>(
                """
                select concat_ws(' ', min(n), max(n), bool_and(own)) from (
                    select count(*) n, bool_and(t.coordinator_account_id = c.coordinator_account_id) own
                    from care_tasks t join caseload_assignments c on c.patient_id = t.patient_id
                    join accounts a on a.id = c.coordinator_account_id
                    where a.email like 'coordinator%' and t.title not like 'Review a document%' group by t.patient_id) t
                """
            )
        );

    [Fact]
    public async Task Nobody_is_told_what_they_did_themselves_and_Carla_has_unread_news()
    {
        Assert.Equal(0L, await demo.AskAsync<long>("select count(*) from notifications where account_id = caused_by or read_at > now()"));
        Assert.True(
            await demo.AskAsAsync<bool>(
                "carla",
                Hat.Coordinator,
                "select count(read_at) > 0 and count(*) > count(read_at) from notifications"
            )
        );
    }

    [Theory]
    [InlineData("ana", Hat.Caregiver, 0L)]
    [InlineData("ruth", Hat.Provider, 1L)]
    public async Task Rosas_daughter_does_not_see_the_work_on_what_Rosa_keeps_to_herself(string name, Hat hat, long tasks) =>
        Assert.Equal(
            tasks,
            await demo.AskAsAsync<long>(
                name,
                hat,
                """
                select count(*) from care_tasks t join patients p on p.id = t.patient_id
                where p.family_name = 'Reyes' and p.given_name = 'Rosa' and t.labels <> 0
                """
            )
        );
}
