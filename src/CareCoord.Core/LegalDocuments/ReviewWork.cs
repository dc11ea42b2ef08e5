using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using CareCoord.Notifications;
using CareCoord.Organisations;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>
/// The review of a document as a care task. The portal makes it when the document is handed in, and closes it when that is accepted,
/// returned or taken back.
/// </summary>
public static class ReviewWork
{
    /// <summary>For how long the deputy of a coordinator who handed in a document themselves sees the patient for its review.</summary>
    public static readonly TimeSpan DeputySees = TimeSpan.FromDays(30);

    private const string Why = "So that everybody can rely on it, and finds it in an emergency.";

    /// <summary>
    /// The task. Whoever sees the plan sees it, also who does not see legal documents: it does not say which document it is.
    /// </summary>
    /// <param name="document">The document to review.</param>
    /// <param name="kind">What it is: orders for an emergency are urgent.</param>
    /// <param name="own">The coordinator handed it in themselves.</param>
    /// <param name="now">When it was handed in.</param>
    /// <param name="calendar">The clinic's.</param>
    public static CareTaskDraft Of(Guid document, DocumentKind kind, bool own, DateTimeOffset now, BusinessCalendar calendar)
    {
        var urgent = kind == DocumentKind.DnrPolst;
        var days = urgent ? 1 : 3;
        return new(
            own ? "A document that you handed in waits for your deputy’s review" : "Review a document that was handed in",
            Why,
            TaskAbout.Document,
            document,
            urgent ? Priority.Urgent : Priority.Routine,
            calendar.AddBusinessDays(now, days),
            days
        );
    }

    /// <summary>
    /// Asks the patient's coordinator. Where they handed it in themselves, their deputy is let in and told. Where they have none, or the
    /// patient has no coordinator, the administrators are told.
    /// </summary>
    internal static Task AskAsync(
        this ActorDb db,
        LegalDocument document,
        BusinessCalendar calendar,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        db.AsPortalAsync(
            async () =>
            {
                var coordinator = (await db.PeopleAsync(document.PatientId, document.Labels, cancel))
                    .Where(person => person.Part == DocumentPart.Coordinator)
                    .Select(person => (Guid?)person.Account)
                    .FirstOrDefault();
                if (coordinator is not { } asked)
                {
                    await db.NotifyAdministratorsAsync(document.Id, cancel);
                    return;
                }

                var own = asked == document.UploadedBy;
                var watching = new List<Assignee>();
                if (own && await LetDeputyInAsync(db, document, asked, now, cancel) is { } deputy)
                    watching.Add(new(deputy, Hat.Coordinator, null, null));
                else if (own)
                    await db.NotifyAdministratorsAsync(document.Id, cancel);
                var content = Of(document.Id, document.Kind, own, now, calendar);
                var tasks = new NewCareTasks(db, calendar, Portal(now));
                tasks.Add(
                    new(document.PatientId, Guid.CreateVersion7(now), asked, null, document.Labels),
                    content,
                    new(asked, Hat.Coordinator, null, null),
                    [],
                    watching
                );
                await tasks.KeepAsync(cancel);
                await db.AuditAsync(CareTaskAccess.Assign, [document.PatientId], "care_task", tasks.Ids[0], cancel);
            },
            cancel
        );

    /// <summary>The deputy of the coordinator, now able to see the patient for the review; null where there is none.</summary>
    internal static async Task<Guid?> LetDeputyInAsync(
        ActorDb db,
        LegalDocument document,
        Guid coordinator,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (
            await db.AnswerAsync<Guid?>($"select app.deputy_of({coordinator}, 'coordinator') as \"Value\"", cancel) is not { } deputy
            || await db.AnswerAsync<Guid?>(
                $"select app.stand_in({document.PatientId}, {deputy}, {coordinator}, {now + DeputySees}, {document.Id}) as \"Value\"",
                cancel
            )
                is null
        )
            return null;
        await db.NotifyAsync(deputy, Hat.Coordinator, LegalDocumentNotifications.Submitted, document.PatientId, document.Id, cancel);
        return deputy;
    }

    /// <summary>
    /// Closes the open task of a review with its outcome. Its reviewer does that, or the portal where the document was taken back.
    /// </summary>
    internal static async Task SettleAsync(
        this ActorDb db,
        LegalDocument document,
        Worker by,
        TaskReason outcome,
        BusinessCalendar calendar,
        CancellationToken cancel
    )
    {
        var open = await db.Set<CareTask>()
            .Where(t =>
                t.PatientId == document.PatientId && t.About == TaskAbout.Document && t.AboutId == document.Id && t.ClosedAt == null
            )
            .Select(t => new
            {
                Task = t,
                Watchers = db.Set<CareTaskWatcher>().Where(w => w.PatientId == t.PatientId && w.TaskId == t.Id).ToList(),
            })
            .ToListAsync(cancel);
        var changes = open.ConvertAll(one => TaskChange.Before(one.Task, one.Watchers));
        foreach (var change in changes)
            change.Entry = change.Task.Settle(by, outcome);
        await TaskChange.KeepAsync(db, changes, calendar, by.Now, cancel);
    }

    /// <summary>The portal itself, as it works on tasks.</summary>
    public static Worker Portal(DateTimeOffset now) => new(Actor.Portal.AccountId, Hat.System, now, [], []);
}
