using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Notifications;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>What one run over the documents came to.</summary>
public sealed record DocumentsTended(int Expired, int Asked, int Reminded, IReadOnlyList<DocumentStuck> Stuck);

/// <summary>A document that could not be tended.</summary>
public sealed record DocumentStuck(Guid PatientId, Guid DocumentId, Exception Fault);

/// <summary>
/// What the portal itself does with documents as time goes by. Those whose last day is over expire. Providers who joined a team are asked
/// to read what is in effect. Those who have not are reminded, and their coordinator told. A deputy is asked where a coordinator handed in
/// a document themselves. Any number of processes may do so at once.
/// </summary>
public sealed class TendLegalDocuments(ActorDbs databases, TimeProvider clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(2);

    /// <summary>Does all that is due, document by document; one that fails does not hold up the others.</summary>
    public async Task<DocumentsTended> TendAsync(CancellationToken cancel)
    {
        var (expired, asked, reminded, stuck) = (0, 0, 0, new List<DocumentStuck>());
        foreach (var due in await DueAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                await using var db = await databases.OpenAsync(Actor.Portal, cancel);
                var done = await TendAsync(db, due, cancel);
                await db.CommitAsync(cancel);
                expired += due.What == "expired" ? done : 0;
                asked += due.What == "unasked" ? done : 0;
                reminded += due.What == "unread" ? done : 0;
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                stuck.Add(new(due.PatientId, due.Id, fault));
            }
        }

        return new(expired, asked, reminded, stuck);
    }

    private async Task<List<Due>> DueAsync(CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        return await db.AskAsync<Due>(
            $"select patient_id as \"PatientId\", id as \"Id\", due as \"What\" from app.documents_due({Quiet})",
            cancel
        );
    }

    private async Task<int> TendAsync(ActorDb db, Due due, CancellationToken cancel)
    {
        // Another process may be at it, or a person: then it is due again the next time, or not any more.
        var locked = await db.AskAsync<Guid>(
            $"""
            select d.id as "Value" from legal_documents d where d.patient_id = {due.PatientId} and d.id = {due.Id} for update skip locked
            """,
            cancel
        );
        var document = await db.Set<LegalDocument>()
            .SingleOrDefaultAsync(d => d.PatientId == due.PatientId && locked.Contains(d.Id), cancel);
        return (document, due.What) switch
        {
            ({ State: DocumentState.Accepted }, "expired") => await ExpireAsync(db, document, cancel),
            ({ State: DocumentState.Accepted }, "unasked") => await db.AnswerAsync<int>(
                $"select app.ask_readers({due.PatientId}, {due.Id}) as \"Value\"",
                cancel
            ),
            ({ State: DocumentState.Accepted }, "unread") => await RemindAsync(db, document, cancel),
            ({ State: DocumentState.Submitted }, "unreviewable") => await ReviewWork.LetDeputyInAsync(
                db,
                document,
                document.UploadedBy,
                clock.GetUtcNow(),
                cancel
            )
                is null
                ? 0
                : 1,
            _ => 0,
        };
    }

    private async Task<int> ExpireAsync(ActorDb db, LegalDocument document, CancellationToken cancel)
    {
        db.Set<LegalDocumentEntry>().Add(document.Expire(clock.GetUtcNow()));
        // Those whose access rests on it are told while they are still known.
        var people = await db.PeopleAsync(document.PatientId, document.Labels, cancel);
        await db.SaveAsync(cancel);
        await db.NotifyAsync(
            [
                .. people
                    .DistinctBy(person => person.Account)
                    .Select(person => new NotificationDraft(
                        person.Account,
                        person.Hat,
                        LegalDocumentNotifications.Expired,
                        document.PatientId,
                        document.Id
                    )),
            ],
            cancel
        );
        await db.AuditAsync(LegalDocumentAccess.Expire, [document.PatientId], "legal_document", document.Id, cancel);
        return 1;
    }

    private static async Task<int> RemindAsync(ActorDb db, LegalDocument document, CancellationToken cancel)
    {
        var reminded = await db.AnswerAsync<int>(
            $"select app.remind_readers({document.PatientId}, {document.Id}, {Quiet}) as \"Value\"",
            cancel
        );
        if (reminded > 0)
            await db.NotifyAsync(document, LegalDocumentNotifications.Unread, uploader: false, cancel, DocumentPart.Coordinator);
        return reminded;
    }

    private sealed record Due(Guid PatientId, Guid Id, string What);
}
