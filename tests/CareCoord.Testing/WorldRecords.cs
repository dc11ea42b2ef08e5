using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.Ops.Seeding;
using CareCoord.Shared;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;

namespace CareCoord.Testing;

/// <summary>What is in a patient's record: plans, visits, care tasks, documents.</summary>
public sealed partial class World
{
    /// <summary>
    /// A published plan with one goal and one daily activity of the patient; a label hides goal and activity from those without it.
    /// </summary>
    public async Task<PlanIds> PlanAsync(Guid patient, Guid publishedBy, Category labels = Category.None)
    {
        var ids = new PlanIds(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var rows = new SeedRows();
        rows.Add<TreatmentPlan>(
            new
            {
                PatientId = patient,
                Id = ids.Plan,
                Version = 1,
                State = PlanState.Published,
                PublishedAt = Now.AddDays(-3),
                PublishedBy = publishedBy,
                ChangeNote = "Walk more",
            }
        );
        rows.Add<Goal>(
            new
            {
                PatientId = patient,
                Id = ids.Goal,
                LineageId = ids.Goal,
                PlanId = ids.Plan,
                OwnWords = "Walk to church",
                Statement = "Walk 20 minutes",
                Measure = "Walking",
                Unit = "minutes",
                StartValue = 0m,
                TargetValue = 20m,
                TargetIs = TargetIs.AtLeast,
                Labels = labels,
                Position = 1,
            }
        );
        rows.Add<Activity>(
            new
            {
                PatientId = patient,
                Id = ids.Activity,
                LineageId = ids.Activity,
                PlanId = ids.Plan,
                GoalId = ids.Goal,
                Title = "Walk",
                DoneBy = DoneBy.Patient,
                HowOften = "Every day",
                Weekdays = 127,
                PartOfDay = PartOfDay.Any,
                StartsOn = new DateOnly(2026, 1, 1),
                Labels = labels,
                Position = 1,
            }
        );
        await database.SeedAsync(rows);
        return ids;
    }

    public async Task<Guid> ProblemAsync(Guid patient, Guid plan, string name, Category labels = Category.None) =>
        (
            await database.SeedAsync<Problem>(
                new
                {
                    PatientId = patient,
                    PlanId = plan,
                    Name = name,
                    Labels = labels,
                    Position = 1,
                }
            )
        ).Id;

    /// <summary>A value measured now on the way to a goal.</summary>
    public Task ReadingAsync(Guid patient, Guid goal, decimal value, Category labels = Category.None) =>
        database.SeedAsync<GoalReading>(
            new
            {
                PatientId = patient,
                LineageId = goal,
                TakenAt = Now,
                Value = value,
                Labels = labels,
            }
        );

    public Task TickAsync(Guid patient, Guid activity, DateOnly day, Guid by, Category labels = Category.None) =>
        database.SeedAsync<ActivityTick>(
            new
            {
                PatientId = patient,
                LineageId = activity,
                OnDate = day,
                TickedAt = Now,
                TickedBy = by,
                Labels = labels,
            }
        );

    public async Task<Guid> VisitAsync(
        Guid patient,
        Guid provider,
        DateTimeOffset startsAt,
        string state = "booked",
        Category labels = Category.None
    ) =>
        (
            await database.SeedAsync<Appointment>(
                new
                {
                    PatientId = patient,
                    ProviderId = provider,
                    Title = "Check",
                    StartsAt = startsAt,
                    EndsAt = startsAt.AddMinutes(30),
                    Way = VisitWay.InPerson,
                    State = SnakeCaseNames.FromSnake<VisitState>(state),
                    BookedAt = Now.AddMonths(-1),
                    CancelledAt = state == "cancelled" ? Now.AddMonths(-1) : (DateTimeOffset?)null,
                    Labels = labels,
                }
            )
        ).Id;

    /// <summary>What was said in a document, a task, its history and of a visit before each was amended.</summary>
    public async Task FormerVersionsAsync(Guid patient)
    {
        foreach (
            var (entries, versions, reason) in new[]
            {
                ("legal_documents", "legal_document_versions", "Zapped"),
                ("care_tasks", "care_task_versions", "Zapped"),
                ("care_task_entries", "care_task_entry_versions", "Zapped"),
                ("appointments", "appointment_versions", "Zoo was closed"),
            }
        )
        {
            await database.AsOwnerAsync(
                $"""
                insert into {versions} select e.patient_id, e.id, 1, '{"{}"}', 'correction', '{reason}', a.id, 'coordinator', null, $2,
                    e.labels
                from {entries} e cross join lateral (select id from accounts order by id limit 1) a
                where e.patient_id = $1 and to_jsonb(e) ->> 'state' is distinct from 'draft'
                """,
                patient,
                Now
            );
        }
    }

    /// <summary>A discharge two days ago, without tasks about it.</summary>
    public async Task<Guid> TransitionAsync(Guid patient, Guid coordinator) =>
        (
            await database.SeedAsync<Transition>(
                new
                {
                    PatientId = patient,
                    LeftAt = Now.AddDays(-2),
                    FromPlace = "Riverside Hospital",
                    Complexity = Complexity.Moderate,
                    RecordedBy = coordinator,
                    RecordedAt = Now.AddDays(-2),
                }
            )
        ).Id;
}
