using CareCoord.Access;
using CareCoord.CareTasks.Commands;
using CareCoord.Caseloads;
using CareCoord.Core.Tests.CareTasks;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Caseloads;

/// <summary>Why a patient needs their coordinator: each reason comes and goes with what it is about.</summary>
public sealed class CaseloadReasonTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    [Fact]
    public async Task Somebody_with_a_plan_and_a_visit_ahead_needs_nobody()
    {
        var cast = await QuietAsync();
        var row = await RowAsync(cast);

        Assert.Empty(row.Reasons);
        Assert.Equal(("Check", "Nurse of Walter", 1), (row.NextTitle, row.NextWith, row.PlanVersion));
    }

    [Fact]
    public async Task A_missed_visit_counts_until_another_with_that_provider_is_booked_or_30_days_have_passed()
    {
        var cast = await QuietAsync();
        var doctor = await world.ProviderAsync(await world.AccountAsync("Doctor", Hat.Provider), "surgeon");
        var missed = await world.VisitAsync(cast.Patient, doctor, Now.AddDays(-5), "missed");
        Assert.Equal(new Reason(ReasonKind.MissedVisit, "Check", new(2026, 11, 18)), Assert.Single((await RowAsync(cast)).Reasons));

        await world.VisitAsync(cast.Patient, doctor, Now.AddDays(5));
        Assert.Empty(await KindsAsync(cast));

        await database.AsOwnerAsync("delete from appointments where provider_id = $1 and state = 'booked'", doctor);
        Assert.Equal([ReasonKind.MissedVisit], await KindsAsync(cast));
        await database.AsOwnerAsync(
            "update appointments set starts_at = $2, ends_at = $3 where id = $1",
            missed,
            Now.AddDays(-30),
            Now.AddDays(-29)
        );
        Assert.Empty(await KindsAsync(cast));
    }

    [Fact]
    public async Task An_activity_whose_owner_has_left_counts_until_somebody_takes_it()
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );
        Assert.Empty(await KindsAsync(cast));

        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, Now);
        Assert.Contains(new Reason(ReasonKind.NobodyDoes, "Walk", new(2026, 11, 23)), (await RowAsync(cast)).Reasons);

        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, Now.AddDays(1));
        Assert.Empty(await KindsAsync(cast));
    }

    [Fact]
    public async Task No_published_plan_counts_until_there_is_one()
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync("update treatment_plans set state = 'draft' where patient_id = $1", cast.Patient);
        Assert.Equal([ReasonKind.NoPlan], await KindsAsync(cast));

        await database.AsOwnerAsync("update treatment_plans set state = 'published' where patient_id = $1", cast.Patient);
        Assert.Empty(await KindsAsync(cast));
    }

    [Theory]
    [InlineData("at_least", 19, 20)]
    [InlineData("at_most", 21, 20)]
    public async Task A_goal_counts_after_its_day_until_it_is_reached(string side, int before, int reached)
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync("update goals set target_is = $2, due_on = '2026-11-23' where patient_id = $1", cast.Patient, side);
        Assert.Empty(await KindsAsync(cast));

        await database.AsOwnerAsync("update goals set due_on = '2026-11-22' where patient_id = $1", cast.Patient);
        Assert.Equal([ReasonKind.GoalLate], await KindsAsync(cast));
        await world.ReadingAsync(cast.Patient, cast.Plan.Goal, before);
        Assert.Equal(new Reason(ReasonKind.GoalLate, "Walk 20 minutes", new(2026, 11, 22)), Assert.Single((await RowAsync(cast)).Reasons));

        await database.AsOwnerAsync("update goal_readings set value = $2 where patient_id = $1", cast.Patient, (decimal)reached);
        Assert.Empty(await KindsAsync(cast));
    }

    [Fact]
    public async Task A_goal_without_a_measure_is_never_late()
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync(
            """
            update goals set measure = null, target_value = null, target_is = null, start_value = null, due_on = '2026-01-01'
                where patient_id = $1
            """,
            cast.Patient
        );

        Assert.Empty(await KindsAsync(cast));
    }

    [Theory]
    [InlineData("America/Chicago", "2026-11-23", false)]
    [InlineData("America/Chicago", "2026-11-22", true)]
    [InlineData("Asia/Tokyo", "2026-11-23", true)]
    [InlineData("Asia/Tokyo", "2026-11-24", false)]
    public async Task A_review_counts_after_its_day_in_the_patients_time_zone(string timeZone, string due, bool late)
    {
        var cast = await QuietAsync(timeZone);
        await database.AsOwnerAsync($"update treatment_plans set review_due = '{due}' where patient_id = $1", cast.Patient);

        Assert.Equal(late ? [ReasonKind.ReviewLate] : [], await KindsAsync(cast));
    }

    [Theory]
    [InlineData(59, false)]
    [InlineData(61, true)]
    public async Task No_visit_within_60_days_counts(int days, bool counts)
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync(
            "update appointments set starts_at = $2, ends_at = $3 where patient_id = $1",
            cast.Patient,
            Now.AddDays(days),
            Now.AddDays(days).AddHours(1)
        );

        Assert.Equal(counts ? [ReasonKind.NoVisit] : [], await KindsAsync(cast));
    }

    [Fact]
    public async Task A_booked_visit_with_somebody_who_left_the_team_counts_until_they_are_back_or_it_is_another_s()
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, Now);
        Assert.Contains(ReasonKind.VisitLeft, await KindsAsync(cast));

        var other = await world.ProviderAsync(await world.AccountAsync("Other", Hat.Provider), "surgeon");
        await database.AsOwnerAsync("update appointments set provider_id = $2 where id = $1", cast.Visit, other);

        Assert.DoesNotContain(ReasonKind.VisitLeft, await KindsAsync(cast));
    }

    [Fact]
    public async Task A_visit_of_which_nobody_said_what_became_of_it_counts_until_somebody_does()
    {
        var cast = await QuietAsync();
        var visit = await world.VisitAsync(cast.Patient, cast.ProviderId, Now.AddMinutes(-29));
        Assert.Empty(await KindsAsync(cast));

        await database.AsOwnerAsync("update appointments set starts_at = $2, ends_at = $3 where id = $1", visit, Now.AddHours(-1), Now);
        Assert.Equal(new Reason(ReasonKind.NoOutcome, "Check", new(2026, 11, 23)), Assert.Single((await RowAsync(cast)).Reasons));

        await database.AsOwnerAsync("update appointments set state = 'kept' where id = $1", visit);
        Assert.Empty(await KindsAsync(cast));
    }

    [Fact]
    public async Task A_task_that_was_sent_back_counts_until_somebody_else_is_asked()
    {
        var stage = await TaskStage.PlayAsync(database);
        var task = await stage.AssignAsync(new(stage.Mia.AccountId));
        await stage.DoAsync(stage.Mia, task, new DeclineCareTask("I am away."));
        Assert.Contains(ReasonKind.TaskBack, await KindsAsync(stage.Coordinator));

        await stage.DoAsync(stage.Coordinator, task, new CancelCareTask("It is not needed."));
        Assert.DoesNotContain(ReasonKind.TaskBack, await KindsAsync(stage.Coordinator));
    }

    [Fact]
    public async Task A_document_that_was_handed_in_counts_until_it_is_reviewed()
    {
        var cast = await QuietAsync();
        var document = await world.DocumentAsync(cast.Patient, cast.Self, "submitted");
        Assert.Equal([ReasonKind.DocumentWaits], await KindsAsync(cast));

        await database.AsOwnerAsync("delete from legal_documents where id = $1", document);
        Assert.Empty(await KindsAsync(cast));
    }

    [Fact]
    public async Task Every_reason_there_is_is_known_to_the_page()
    {
        var cast = await QuietAsync();
        await database.AsOwnerAsync("delete from appointments where patient_id = $1", cast.Patient);
        await world.VisitAsync(cast.Patient, cast.ProviderId, Now.AddDays(-1), "missed");
        await database.AsOwnerAsync("update treatment_plans set review_due = '2026-01-02' where patient_id = $1", cast.Patient);
        await database.AsOwnerAsync("update goals set due_on = '2026-01-01' where patient_id = $1", cast.Patient);
        await database.AsOwnerAsync(
            "update activities set done_by = 'member', owner_member_id = $2 where patient_id = $1",
            cast.Patient,
            cast.Member
        );
        await database.AsOwnerAsync("update care_team_members set until = $2 where id = $1", cast.Member, Now);

        Assert.Equal(
            [ReasonKind.MissedVisit, ReasonKind.NobodyDoes, ReasonKind.GoalLate, ReasonKind.ReviewLate, ReasonKind.NoVisit],
            await KindsAsync(cast)
        );
    }

    private Task<Cast> QuietAsync(string timeZone = "America/Chicago") => Cast.PlayAsync(world, database, "Walter", timeZone: timeZone);

    private Task<CaseloadRow> RowAsync(Cast cast) => RowAsync(cast.Coordinator);

    private async Task<CaseloadRow> RowAsync(Actor coordinator) =>
        Assert.Single((await database.Get<CaseloadQueries>().CaseloadAsync(coordinator, null, default)).Rows.Items);

    private Task<IEnumerable<ReasonKind>> KindsAsync(Cast cast) => KindsAsync(cast.Coordinator);

    private async Task<IEnumerable<ReasonKind>> KindsAsync(Actor coordinator) => (await RowAsync(coordinator)).Reasons.Select(r => r.Kind);
}
