using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>What a coordinator says of a document that was handed in.</summary>
public enum DocumentVerdict
{
    /// <summary>They begin to look at it.</summary>
    TakeUp,

    Accept,
    Return,
}

/// <summary>A verdict on the version of a document that was looked at.</summary>
/// <param name="Words">What to mend, or a word on the acceptance.</param>
/// <param name="GrantsResting">The proxy grants that rest on it from now on, where it is accepted; they must be of people whom it
/// names.</param>
public sealed record DocumentReviewed(
    Guid PatientId,
    Guid DocumentId,
    uint Version,
    [property: EnumDataType(typeof(DocumentVerdict), ErrorMessage = "Choose whether to accept or to return it.")] DocumentVerdict Verdict,
    [property: Sentence("", 2000, Optional = true)] string? Words,
    IReadOnlyList<Guid> GrantsResting
);

/// <summary>
/// Reviews a document, by a coordinator of the patient who did not hand it in. Accepted, it is in effect and takes the place of the one
/// before, and every provider of the care team is asked to read it. Returned, whoever handed it in is told what to mend.
/// </summary>
public sealed class ReviewLegalDocument(ActorDbs databases, AccessGate gate, BusinessCalendarQueries calendars, TimeProvider clock)
{
    private const string Doubled = "Another document of this kind has been accepted in the same moment. Look at how things stand now.";

    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where it is not theirs to
    /// review, or not now.
    /// </summary>
    public async Task RunAsync(Actor asker, DocumentReviewed request, CancellationToken cancel)
    {
        Checked.Of(request);
        var calendar = await calendars.CalendarAsync(cancel);
        var now = clock.GetUtcNow();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var document = await db.DocumentAsync(gate, RuleOf(request.Verdict), request.PatientId, request.DocumentId, cancel);
        db.AsSeen(document, request.Version);
        switch (request.Verdict)
        {
            case DocumentVerdict.TakeUp:
                db.Set<LegalDocumentEntry>().Add(document.TakeUp(asker, now));
                await db.SaveAsync(Doubled, cancel);
                break;
            case DocumentVerdict.Return:
                db.Set<LegalDocumentEntry>().Add(document.Return(asker, request.Words, now));
                await db.SaveAsync(Doubled, cancel);
                await db.NotifyAsync(document, LegalDocumentNotifications.Returned, uploader: true, cancel, DocumentPart.Patient);
                await db.SettleAsync(document, await db.WorkerAsync(now, cancel), TaskReason.DocumentReturned, calendar, cancel);
                break;
            default:
                await AcceptAsync(db, document, asker, request, now, cancel);
                await db.SettleAsync(document, await db.WorkerAsync(now, cancel), TaskReason.DocumentAccepted, calendar, cancel);
                break;
        }

        await db.CommitAsync(cancel);
    }

    private static async Task AcceptAsync(
        ActorDb db,
        LegalDocument document,
        Actor asker,
        DocumentReviewed request,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (
            !(
                await db.Set<StoredFile>().SingleAsync(f => f.PatientId == document.PatientId && f.Id == document.FileId, cancel)
            ).Scan.IsOpen()
        )
            throw new RuleBroken(
                "The virus scanner has not found it clean yet, so it cannot be accepted. It is tried again by itself; look again later."
            );
        var today = await db.TodayOfAsync(document.PatientId, now, cancel);
        var before = !document.IsTheOnlyOne
            ? null
            : await db.Set<LegalDocument>()
                .SingleOrDefaultAsync(
                    d => d.PatientId == document.PatientId && d.Kind == document.Kind && d.State == DocumentState.Accepted,
                    cancel
                );
        if (before is not null)
        {
            // It gives way first: only one of its kind is in effect, at every moment.
            db.Set<LegalDocumentEntry>().Add(before.GiveWay(asker, now));
            await db.SaveAsync(Doubled, cancel);
            await db.NotifyAsync(
                before.UploadedBy,
                before.UploadedAs,
                LegalDocumentNotifications.Superseded,
                before.PatientId,
                before.Id,
                cancel
            );
        }

        db.Set<LegalDocumentEntry>().Add(document.Accept(before, asker, request.Words, today, now));
        await db.SaveAsync(Doubled, cancel);
        foreach (var grant in request.GrantsResting.Distinct())
        {
            if (!await db.AnswerAsync<bool>($"select app.rest_grant({document.PatientId}, {grant}, {document.Id}) as \"Value\"", cancel))
                throw new RuleBroken(
                    "A permission can rest on this document only where it names that person. Look at the people it names."
                );
            await db.AuditAsync(LegalDocumentAccess.RestGrant, [document.PatientId], "proxy_grant", grant, cancel);
        }

        await db.AnswerAsync<int>($"select app.ask_readers({document.PatientId}, {document.Id}) as \"Value\"", cancel);
        await db.NotifyAsync(document, LegalDocumentNotifications.Accepted, uploader: true, cancel, DocumentPart.Patient);
    }

    private static AccessRule RuleOf(DocumentVerdict verdict) =>
        verdict switch
        {
            DocumentVerdict.TakeUp => LegalDocumentAccess.TakeUp,
            DocumentVerdict.Return => LegalDocumentAccess.Return,
            _ => LegalDocumentAccess.Accept,
        };
}
