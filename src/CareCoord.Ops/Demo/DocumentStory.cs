using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.LegalDocuments;
using CareCoord.Notifications;
using CareCoord.Ops.Seeding;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Plays the life of one patient's documents until now, as people and the portal would have. They are handed in, looked at by the
/// coordinator, and read by the team. They end when a newer one came or the last day was over.
/// </summary>
internal sealed class DocumentStory(DemoScene scene, DocumentPerson person)
{
    // The numbers below are taken by the other rows of the patient.
    private int count = 1_000_000;
    private readonly Random random = DemoId.Dice($"documents of {person.Id}");

    public DocumentPerson Person => person;

    public DemoCalendar Calendar => scene.Calendar;

    /// <summary>One document and all that happened with it; its id.</summary>
    public Guid HandIn(DocumentText text)
    {
        var (id, (by, hat)) = (NextId(), text.By ?? person.Usually);
        // Orders for an emergency are answered the same day, and others taken up on it and answered on the next.
        var answer =
            text.Fate == DocumentFate.TakenUp || text.Kind == DocumentKind.DnrPolst
                ? Calendar.Business.AddBusinessTime(text.HandedInAt, TimeSpan.FromMinutes(90))
                : NextOpenDay(text.HandedInAt);
        var fate = answer > Calendar.Now ? DocumentFate.Waits : text.Fate;
        var (pdf, pages) = DocumentPaper.Of(text, person);
        scene.Papers.Add(new(pdf, pages));
        WriteDocument(id, text, by, hat, fate, answer);
        foreach (var (at, agent) in text.Agents.Index())
        {
            scene.Rows.Add<LegalDocumentAgent>(
                new
                {
                    PatientId = person.Id,
                    Version = 1,
                    Id = NextId(),
                    DocumentId = id,
                    Rank = at + 1,
                    Name = agent.Name!,
                    agent.Phone,
                    agent.Relationship,
                    agent.AccountId,
                    Labels = Category.None,
                }
            );
        }

        Audited(text.HandedInAt.AddMinutes(-6), by, hat, LegalDocumentAccess.Upload, id);
        Audited(text.HandedInAt.AddMinutes(-1), by, hat, LegalDocumentAccess.Describe, id);
        Audited(text.HandedInAt, by, hat, LegalDocumentAccess.Submit, id);
        Act(id, DocumentStep.Submitted, text.HandedInAt, by, hat);
        if (person.Account is { } patient && patient != by)
            scene.Tell(patient, Hat.Patient, LegalDocumentNotifications.Submitted, person.Id, id, by, text.HandedInAt);
        Review(id, text, by, hat, fate, answer);
        if (fate == DocumentFate.Accepted)
            TakeEffect(id, text, answer);
        return id;
    }

    private void Review(Guid id, DocumentText text, Guid by, Hat hat, DocumentFate fate, DateTimeOffset answer)
    {
        if (!text.WithoutTask)
        {
            TaskReason? outcome = fate switch
            {
                DocumentFate.Accepted => TaskReason.DocumentAccepted,
                DocumentFate.Returned => TaskReason.DocumentReturned,
                _ => null,
            };
            new TaskStory(scene, person.Id, person.Coordinator, person.Assignment, NextId).WriteReview(
                ReviewWork.Of(id, text.Kind, false, text.HandedInAt, Calendar.Business),
                text.HandedInAt,
                answer,
                outcome
            );
        }

        if (fate == DocumentFate.Waits)
            return;
        var takenUp = fate == DocumentFate.TakenUp ? answer : answer.AddMinutes(-random.Next(8, 35));
        Audited(takenUp, person.Coordinator, Hat.Coordinator, LegalDocumentAccess.TakeUp, id);
        Act(id, DocumentStep.TakenUp, takenUp, person.Coordinator, Hat.Coordinator);
        if (fate == DocumentFate.TakenUp)
            return;
        var accepted = fate == DocumentFate.Accepted;
        Audited(answer, person.Coordinator, Hat.Coordinator, accepted ? LegalDocumentAccess.Accept : LegalDocumentAccess.Return, id);
        Act(id, accepted ? DocumentStep.Accepted : DocumentStep.Returned, answer, person.Coordinator, Hat.Coordinator, text.Words);
        TellBoth(by, hat, accepted ? LegalDocumentNotifications.Accepted : LegalDocumentNotifications.Returned, id, answer);
    }

    private void TakeEffect(Guid id, DocumentText text, DateTimeOffset since)
    {
        if (text.Replaces is { } before)
            GiveWay(before, since);
        if (text.Holds is { } caregiver)
            scene.RestingGrants.Add(new(person.Id, caregiver, id, person.Coordinator, since));
        DateTimeOffset? end = text.ExpiresOn < Calendar.Today ? DemoCalendar.At(text.ExpiresOn.Value.AddDays(1), new(0, 2)) : null;
        foreach (var (account, role, joined) in person.Team)
        {
            // Who joins later is asked then.
            var asked = joined < since ? since : joined.AddMinutes(5);
            if (asked < (end ?? Calendar.Now))
                Ask(id, account, asked, text.NotReadBy.Contains(role));
        }

        if (end is not { } over)
            return;
        Act(id, DocumentStep.Expired, over, Actor.Portal.AccountId, Hat.System);
        scene.Audited.Add(new(over, Actor.Portal, LegalDocumentAccess.Expire, person.Id, "legal_document", id));
        if (person.Account is { } patient)
            scene.Tell(patient, Hat.Patient, LegalDocumentNotifications.Expired, person.Id, id, Actor.Portal.AccountId, over);
        scene.Tell(person.Coordinator, Hat.Coordinator, LegalDocumentNotifications.Expired, person.Id, id, Actor.Portal.AccountId, over);
        foreach (var (account, _, _) in person.Team)
            scene.Tell(account, Hat.Provider, LegalDocumentNotifications.Expired, person.Id, id, Actor.Portal.AccountId, over);
    }

    private void GiveWay(Guid before, DateTimeOffset at)
    {
        var old = SeedRows.Change(
            scene.Rows.Of<LegalDocument>().Single(d => d.PatientId == person.Id && d.Id == before),
            new { State = DocumentState.Superseded, EndedAt = at }
        );
        scene.Rows.Of<DocumentReading>().RemoveAll(r => r.DocumentId == before && r.AskedAt >= at);
        Act(before, DocumentStep.Superseded, at, person.Coordinator, Hat.Coordinator);
        scene.Tell(old.UploadedBy, old.UploadedAs, LegalDocumentNotifications.Superseded, person.Id, before, person.Coordinator, at);
    }

    // Whoever does not read is reminded every second day, and the coordinator told, as the portal does.
    private void Ask(Guid id, Guid reader, DateTimeOffset asked, bool notRead)
    {
        scene.Tell(reader, Hat.Provider, LegalDocumentNotifications.Accepted, person.Id, id, person.Coordinator, asked);
        DateTimeOffset? confirmed = notRead ? null : Calendar.Business.AddBusinessTime(asked, TimeSpan.FromMinutes(random.Next(40, 700)));
        if (confirmed > Calendar.Now)
            confirmed = null;
        DateTimeOffset? reminded = null;
        for (var due = asked.AddDays(2); due < (confirmed ?? Calendar.Now); due = due.AddDays(2))
        {
            reminded = due;
            scene.Tell(reader, Hat.Provider, LegalDocumentNotifications.ReadReminder, person.Id, id, Actor.Portal.AccountId, due);
            scene.Tell(person.Coordinator, Hat.Coordinator, LegalDocumentNotifications.Unread, person.Id, id, Actor.Portal.AccountId, due);
        }

        scene.Rows.Add<DocumentReading>(
            new
            {
                PatientId = person.Id,
                Id = NextId(),
                DocumentId = id,
                AccountId = reader,
                AskedAt = asked,
                ConfirmedAt = confirmed,
                RemindedAt = reminded,
                Labels = Category.None,
            }
        );
        if (confirmed is { } read)
        {
            Audited(read.AddMinutes(-4), reader, Hat.Provider, LegalDocumentAccess.Read, id);
            Audited(read, reader, Hat.Provider, LegalDocumentAccess.Confirm, id);
        }
    }

    private void WriteDocument(Guid id, DocumentText text, Guid by, Hat hat, DocumentFate fate, DateTimeOffset answer)
    {
        var said = text.Decisions;
        var (reviewed, over) = (fate != DocumentFate.Waits, fate == DocumentFate.Accepted && text.ExpiresOn < Calendar.Today);
        var state = fate switch
        {
            DocumentFate.Accepted => over ? DocumentState.Expired : DocumentState.Accepted,
            DocumentFate.Returned => DocumentState.Returned,
            DocumentFate.TakenUp => DocumentState.InReview,
            _ => DocumentState.Submitted,
        };
        scene.Rows.Add<LegalDocument>(
            new
            {
                PatientId = person.Id,
                Id = id,
                text.Kind,
                State = state,
                // Known once its pages are kept.
                FileId = Guid.Empty,
                UploadId = DemoId.Of($"upload of {id}"),
                text.SignedOn,
                SignedBy = person.Name,
                text.Witnesses,
                text.Notary,
                Jurisdiction = "Illinois",
                text.ExpiresOn,
                text.ReviewOn,
                text.PaperIsAt,
                text.PowersGranted,
                text.PowersWithheld,
                said.Cpr,
                said.Intubation,
                said.TubeFeeding,
                said.IvFluids,
                said.Antibiotics,
                said.Dialysis,
                said.ComfortOnly,
                text.Springing,
                UploadedBy = by,
                UploadedAs = hat,
                ActingFor = hat == Hat.Caregiver ? person.Id : (Guid?)null,
                UploadedAt = text.HandedInAt.AddMinutes(-6),
                SubmittedAt = text.HandedInAt,
                ReviewedBy = reviewed ? person.Coordinator : (Guid?)null,
                ReviewedAt = reviewed ? answer : (DateTimeOffset?)null,
                ReviewWords = fate is DocumentFate.Accepted or DocumentFate.Returned ? text.Words : null,
                SupersedesId = fate == DocumentFate.Accepted ? text.Replaces : null,
                EndedAt = over ? DemoCalendar.At(text.ExpiresOn!.Value.AddDays(1), new(0, 2)) : (DateTimeOffset?)null,
                Labels = Category.None,
            }
        );
    }

    private void Act(Guid id, DocumentStep step, DateTimeOffset at, Guid account, Hat hat, string? words = null) =>
        scene.Rows.Add<LegalDocumentEntry>(
            new
            {
                PatientId = person.Id,
                Id = NextId(),
                DocumentId = id,
                Action = step,
                At = at,
                AccountId = account,
                Hat = hat,
                Words = words,
                Labels = Category.None,
            }
        );

    private void Audited(DateTimeOffset at, Guid account, Hat hat, AccessRule rule, Guid document) =>
        scene.Audited.Add(new(at, new Actor(account, hat).Toward(person.Id), rule, person.Id, "legal_document", document));

    // The patient, and whoever handed it in for them.
    private void TellBoth(Guid by, Hat hat, NotificationKind kind, Guid id, DateTimeOffset at)
    {
        scene.Tell(by, hat, kind, person.Id, id, person.Coordinator, at);
        if (person.Account is { } patient && patient != by)
            scene.Tell(patient, Hat.Patient, kind, person.Id, id, person.Coordinator, at);
    }

    private DateTimeOffset NextOpenDay(DateTimeOffset after) =>
        DemoCalendar.At(DemoCalendar.OpenFrom(DemoCalendar.DayOf(after).AddDays(1), 1), new TimeOnly(9, 5).AddMinutes(random.Next(400)));

    private Guid NextId() => DemoId.Within(person.Id, ++count);
}
