using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.AccessHistory;
using CareCoord.Accounts;
using CareCoord.Appointments;
using CareCoord.BreakTheGlass;
using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Coordination;
using CareCoord.MyPatients;
using CareCoord.Notifications;
using CareCoord.Testing;
using CareCoord.Today;
using CareCoord.TreatmentPlans;
using CareCoord.Waiting;

namespace CareCoord.Core.Tests.Data;

/// <summary>The pages that people open most ask the database once.</summary>
public sealed class RoundTripTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Fact]
    public async Task A_page_of_the_record_is_one_batch()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var task = (await world.TaskAsync(cast.Patient, cast.Coordinator.AccountId, cast.Provider.AccountId)).Task;
        Func<Task>[] readings =
        [
            () => database.Get<TreatmentPlanQueries>().PlanAsync(cast.Self, cast.Patient, default),
            () => database.Get<AppointmentQueries>().AppointmentsAsync(cast.Self, cast.Patient, null, default),
            () => database.Get<TodayQueries>().TodayAsync(cast.Self, cast.Patient, default),
            () => database.Get<AccessHistoryQueries>().WhoCanSeeAsync(cast.Self, cast.Patient, null, default),
            () => database.Get<CareTeamQueries>().TeamAsync(cast.Self, cast.Patient, default),
            () => database.Get<CandidateQueries>().CandidatesAsync(cast.Coordinator, cast.Patient, new(null, null, null), default),
            () => database.Get<CandidateQueries>().CandidateAsync(cast.Coordinator, cast.Patient, cast.Provider.AccountId, default),
            () => database.Get<CaseloadQueries>().CaseloadAsync(cast.Coordinator, null, default),
            () => database.Get<CaseloadDeskQueries>().DeskAsync(cast.Coordinator, new(CaseloadSort.Need), null, default),
            () => database.Get<CaseloadDeskQueries>().PersonAsync(cast.Coordinator, cast.Patient, null, default),
            () => database.Get<HandOverQueries>().ChoiceAsync(cast.Coordinator, null, default),
            () => database.Get<CoordinateQueries>().CoordinateAsync(cast.Coordinator, cast.Patient, default),
            () => database.Get<CaregiverQueries>().CaredForAsync(cast.Caregiver, default),
            () => database.Get<MyPatientQueries>().MyPatientsAsync(cast.Provider, default),
            () => database.Get<NotificationQueries>().NotificationsAsync(cast.Self, null, default),
            () => database.Get<NotificationQueries>().UnreadAsync(cast.Self, default),
            () => database.Get<NotificationQueries>().ChoicesAsync(cast.Self, default),
            () => database.Get<WaitingQueries>().CountsAsync(cast.Coordinator, default),
            () => database.Get<WaitingQueries>().CountsAsync(cast.Provider, default),
            () =>
                database
                    .Get<CareTaskQueries>()
                    .TasksAsync(cast.Provider, new(TaskList.Mine, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default),
            () =>
                database
                    .Get<CareTaskQueries>()
                    .DeskAsync(cast.Provider, new(TaskList.Mine, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null), default),
            () => database.Get<CareTaskQueries>().TaskAsync(cast.Provider, cast.Patient, task, null, default),
            () => database.Get<CareTaskQueries>().OfPatientAsync(cast.Self, cast.Patient, default),
            () =>
                database
                    .Get<TaskPatientQueries>()
                    .PatientsAsync(
                        cast.Provider,
                        new(TaskList.Mine, TaskSort.Due, null, null, null, null, TimeZoneInfo.Utc, null),
                        null,
                        default
                    ),
            () => database.Get<GlassQueries>().FindPersonAsync(cast.Provider, default),
            () => database.Get<GlassQueries>().ReviewsAsync(cast.Self with { Hat = Hat.Administrator }, null, default),
            () => database.Get<AbsenceQueries>().AbsencesAsync(cast.Provider, cast.Provider.AccountId, Hat.Provider, default),
            () => database.Get<AccountQueries>().AccountsAsync(cast.Self with { Hat = Hat.Administrator }, null, default),
        ];

        // Each of them twice: the first may have to learn something of a new connection.
        foreach (var reading in readings.Concat(readings))
            Assert.Single(await RoundTrips.OfAsync(reading));
    }

    [Fact]
    public async Task The_count_counts()
    {
        Assert.Empty(await RoundTrips.OfAsync(() => Task.CompletedTask));
        Assert.Equal(
            2,
            (
                await RoundTrips.OfAsync(async () =>
                {
                    await database.AsOwnerAsync("select 1");
                    await database.AsOwnerAsync("select 2");
                })
            ).Count
        );
    }
}
