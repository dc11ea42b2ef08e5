using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTasks;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Ops.Seeding;
using CareCoord.Shared;
using CareCoord.Transitions;
using CareCoord.TreatmentPlans;

namespace CareCoord.Testing;

/// <summary>What is in a patient's record: plans, visits, care tasks, documents.</summary>
public sealed partial class World
{
    /// <summary>A published plan with one goal and one daily activity of the patient; a label hides goal and activity from those without it.</summary>
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

    /// <summary>A task that the coordinator assigned to somebody who has not answered yet, with a step, a file, a watcher and a rung of its ladder.</summary>
    public async Task<TaskIds> TaskAsync(
        Guid patient,
        Guid coordinator,
        Guid asked,
        string title = "Agree on a meal plan",
        Category labels = Category.None
    )
    {
        var ids = new TaskIds(Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var rows = new SeedRows();
        rows.Add<CareTask>(
            new
            {
                PatientId = patient,
                Id = ids.Task,
                Title = title,
                Why = "Her sugar is high.",
                About = TaskAbout.General,
                Priority = Priority.Routine,
                DueAt = Now.AddDays(3),
                State = TaskState.Assigned,
                CoordinatorAccountId = coordinator,
                OwnerAccountId = coordinator,
                OwnerHat = Hat.Coordinator,
                AskedAccountId = asked,
                AskedHat = Hat.Provider,
                AskedBy = coordinator,
                AskedAt = Now,
                AssignedAt = Now,
                EntryCount = 1,
                Labels = labels,
            }
        );
        rows.Add<CareTaskEntry>(
            new
            {
                PatientId = patient,
                TaskId = ids.Task,
                Number = 1,
                Action = CareTaskAction.Assigned,
                At = Now,
                AccountId = coordinator,
                Hat = Hat.Coordinator,
                State = TaskState.Assigned,
                OwnerAccountId = coordinator,
                AskedAccountId = asked,
                Labels = labels,
            }
        );
        rows.Add<CareTaskStep>(
            new
            {
                PatientId = patient,
                Id = ids.Step,
                TaskId = ids.Task,
                Position = 0,
                Words = "Call her",
                Labels = labels,
            }
        );
        rows.Add<StoredFile>(
            new
            {
                PatientId = patient,
                Id = ids.File,
                Part = Category.Plan,
                Sha256 = SHA256.HashData(ids.File.ToByteArray(bigEndian: true)),
                Size = 100L,
                MediaType = "application/pdf",
                Name = "Meal plan.pdf",
                Pages = 1,
                KeyId = "k1",
                WrappedKey = new byte[60],
                Scan = ScanState.UnscannedNotConfigured,
                ScanTries = 0,
                UploadedBy = coordinator,
                UploadedAt = Now,
                Labels = labels,
            }
        );
        rows.Add<CareTaskAttachment>(
            new
            {
                PatientId = patient,
                Id = ids.File,
                TaskId = ids.Task,
                FileId = ids.File,
                AddedBy = coordinator,
                AddedAt = Now,
                Labels = labels,
            }
        );
        rows.Add<CareTaskWatcher>(
            new
            {
                PatientId = patient,
                TaskId = ids.Task,
                AccountId = coordinator,
                Hat = Hat.Coordinator,
                Since = Now,
                Labels = labels,
            }
        );
        rows.Add<CareTaskRung>(
            new
            {
                PatientId = patient,
                TaskId = ids.Task,
                Clock = TaskClock.Answer,
                Round = 1,
                Rung = Rung.Reminder,
                DueAt = Now.AddDays(1),
                Labels = labels,
            }
        );
        await database.SeedAsync(rows);
        return ids;
    }

    /// <summary>A legal document in some state, as the database writes it, with a row for its file; returns its id.</summary>
    public async Task<Guid> DocumentAsync(
        Guid patient,
        Actor uploadedBy,
        string state = "accepted",
        string kind = "advance_directive",
        Guid? reviewedBy = null,
        DateOnly? expiresOn = null,
        Category labels = Category.None,
        bool springing = false
    )
    {
        var (rows, id, at, stands) = (
            new SeedRows(),
            Guid.CreateVersion7(),
            Now.AddDays(-2),
            SnakeCaseNames.FromSnake<DocumentState>(state)
        );
        var reviewed = stands is not (DocumentState.Draft or DocumentState.Submitted);
        rows.Add<StoredFile>(
            new
            {
                PatientId = patient,
                Id = id,
                Part = Category.LegalDocuments,
                Sha256 = SHA256.HashData(id.ToByteArray(bigEndian: true)),
                Size = 100L,
                MediaType = "application/pdf",
                Name = "Document.pdf",
                Pages = 1,
                KeyId = "k1",
                WrappedKey = new byte[60],
                Scan = ScanState.UnscannedNotConfigured,
                ScanTries = 0,
                UploadedBy = uploadedBy.AccountId,
                UploadedAt = at,
                Labels = labels,
            }
        );
        rows.Add<LegalDocument>(
            new
            {
                PatientId = patient,
                Id = id,
                Kind = SnakeCaseNames.FromSnake<DocumentKind>(kind),
                State = stands,
                FileId = id,
                UploadId = id,
                SignedOn = new DateOnly(2026, 1, 5),
                SignedBy = "Zelda Example",
                Cpr = Decision.No,
                Intubation = Decision.NotSaid,
                TubeFeeding = Decision.NotSaid,
                IvFluids = Decision.NotSaid,
                Antibiotics = Decision.NotSaid,
                Dialysis = Decision.NotSaid,
                ComfortOnly = Decision.NotSaid,
                Springing = springing,
                UploadedBy = uploadedBy.AccountId,
                UploadedAs = uploadedBy.Hat,
                UploadedAt = at,
                SubmittedAt = stands == DocumentState.Draft ? (DateTimeOffset?)null : at,
                ReviewedBy = reviewed ? reviewedBy : null,
                ReviewedAt = reviewed ? at : (DateTimeOffset?)null,
                ReviewWords = stands == DocumentState.Returned ? "A page is missing." : null,
                ExpiresOn = expiresOn,
                EndedAt = stands is DocumentState.Superseded or DocumentState.Revoked or DocumentState.Expired ? at : (DateTimeOffset?)null,
                RevokedBy = stands == DocumentState.Revoked ? uploadedBy.AccountId : (Guid?)null,
                Labels = labels,
            }
        );
        await database.SeedAsync(rows);
        return id;
    }

    /// <summary>Somebody whom a document names; returns nothing.</summary>
    public Task AgentAsync(Guid patient, Guid document, string name, Guid? account = null, int rank = 1) =>
        database.SeedAsync<LegalDocumentAgent>(
            new
            {
                PatientId = patient,
                DocumentId = document,
                Version = 1,
                Rank = rank,
                Name = name,
                Phone = "(773) 555-0104",
                Relationship = "daughter",
                AccountId = account,
                Labels = Category.None,
            }
        );

    /// <summary>What becomes of a document at work: an agent, an act, a provider asked to read it; and, beside it, a time in which the patient cannot decide.</summary>
    public async Task DocumentWorkAsync(Guid patient, Guid document, Actor coordinator, Actor provider)
    {
        await AgentAsync(patient, document, "Zia Agent");
        var rows = new SeedRows();
        rows.Add<LegalDocumentEntry>(
            new
            {
                PatientId = patient,
                DocumentId = document,
                Action = DocumentStep.Accepted,
                At = Now.AddDays(-2),
                coordinator.AccountId,
                Hat = Hat.Coordinator,
                Words = "Zapped",
                Labels = Category.None,
            }
        );
        rows.Add<DocumentReading>(
            new
            {
                PatientId = patient,
                DocumentId = document,
                provider.AccountId,
                AskedAt = Now.AddDays(-2),
                Labels = Category.None,
            }
        );
        rows.Add<Incapacity>(
            new
            {
                PatientId = patient,
                Since = Now.AddDays(-1),
                Words = "Zoned out",
                RecordedBy = provider.AccountId,
                RecordedAt = Now.AddDays(-1),
            }
        );
        await database.SeedAsync(rows);
    }

    /// <summary>What was said in a document, a task and its history before each was amended.</summary>
    public async Task FormerVersionsAsync(Guid patient)
    {
        foreach (
            var (entries, versions) in new[]
            {
                ("legal_documents", "legal_document_versions"),
                ("care_tasks", "care_task_versions"),
                ("care_task_entries", "care_task_entry_versions"),
            }
        )
        {
            await database.AsOwnerAsync(
                $"""
                insert into {versions} select e.patient_id, e.id, 1, '{"{}"}', 'correction', 'Zapped', a.id, 'coordinator', null, $2, e.labels
                from {entries} e cross join lateral (select id from accounts order by id limit 1) a where e.patient_id = $1 and to_jsonb(e) ->> 'state' is distinct from 'draft'
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
