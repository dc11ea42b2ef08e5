using CareCoord.Access;
using CareCoord.Files;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>
/// The life of a legal document: each step checks that it may be, changes the document, and returns its entry in the history.
/// </summary>
public sealed partial class LegalDocument
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>A document of which only the pages are here.</summary>
    internal static LegalDocument Draft(StoredFile file, DocumentKind kind, Guid uploadId, Actor by, DateTimeOffset now) =>
        new()
        {
            PatientId = file.PatientId,
            Id = Guid.CreateVersion7(now),
            Kind = Enum.IsDefined(kind) ? kind : throw new RuleBroken("Choose what it is."),
            State = DocumentState.Draft,
            FileId = file.Id,
            UploadId = uploadId,
            UploadedBy = by.AccountId,
            UploadedAs = by.Hat,
            ActingFor = by.ActingFor,
            UploadedAt = now,
            Labels = file.Labels,
        };

    /// <summary>
    /// Other pages take the place of these, before it is handed in or after it was returned; whoever brings them has uploaded it.
    /// </summary>
    internal void ReplacePages(StoredFile file, Guid uploadId, Actor by, DateTimeOffset now)
    {
        MustBeOpenTo(by);
        (FileId, UploadId, UploadedBy, UploadedAs, ActingFor, UploadedAt) = (file.Id, uploadId, by.AccountId, by.Hat, by.ActingFor, now);
        Labels |= file.Labels;
    }

    /// <summary>Copies what stands on the paper.</summary>
    internal void Describe(DocumentFacts facts, Actor by)
    {
        MustBeOpenTo(by);
        Kind = facts.Kind;
        Copy(facts);
    }

    private void Copy(DocumentFacts facts)
    {
        (SignedOn, ExpiresOn, ReviewOn) = (facts.SignedOn, facts.ExpiresOn, facts.ReviewOn);
        (SignedBy, Witnesses, Notary) = (Line(facts.SignedBy), Line(facts.Witnesses), Line(facts.Notary));
        (Jurisdiction, PaperIsAt) = (Line(facts.Jurisdiction), Line(facts.PaperIsAt));
        (PowersGranted, PowersWithheld) = (facts.PowersGranted.Kept(), facts.PowersWithheld.Kept());
        var said = facts.Decisions;
        (Cpr, Intubation, TubeFeeding, IvFluids) = (said.Cpr, said.Intubation, said.TubeFeeding, said.IvFluids);
        (Antibiotics, Dialysis, ComfortOnly) = (said.Antibiotics, said.Dialysis, said.ComfortOnly);
        Springing = facts.Springing && Kind == DocumentKind.HealthCarePowerOfAttorney;
        Labels = facts.Labels;
    }

    /// <summary>Hands it in, or once more after it was mended.</summary>
    /// <param name="by">The patient, a proxy who may manage, or whoever uploaded it.</param>
    /// <param name="agents">How many people it names.</param>
    /// <param name="today">Today, where the patient lives.</param>
    /// <param name="now">The moment.</param>
    internal LegalDocumentEntry Submit(Actor by, int agents, DateOnly today, DateTimeOffset now)
    {
        MustBeOpenTo(by);
        MustBeWhole(agents, today);
        if (ExpiresOn < today)
            throw new RuleBroken("This document has run out already. Hand in the one that is valid now.");
        var again = State == DocumentState.Returned;
        (State, SubmittedAt) = (DocumentState.Submitted, now);
        return Note(again ? DocumentStep.Mended : DocumentStep.Submitted, by, now, null);
    }

    private void MustBeWhole(int agents, DateOnly today)
    {
        if (SignedOn is not { } signed)
            throw new RuleBroken("Enter the day on which it was signed. It stands beside the signature.");
        if (signed > today)
            throw new RuleBroken("The day of the signature has not come yet. Look at the paper once more.");
        if (signed < Earliest)
            throw new RuleBroken("The day of the signature is too long ago. Look at the paper once more.");
        if (SignedBy is null)
            throw new RuleBroken("Enter who signed it. The name stands below the signature.");
        if (agents == 0 && Kind is DocumentKind.HealthCarePowerOfAttorney or DocumentKind.GuardianshipOrder)
            throw new RuleBroken("Enter at least one person who may decide, as the paper names them.");
        if (agents == 0 && Kind == DocumentKind.Release)
            throw new RuleBroken("Enter at least one person or place that may be told, as the paper names them.");
        if (Kind == DocumentKind.DnrPolst && Cpr == Decision.NotSaid && ComfortOnly == Decision.NotSaid)
            throw new RuleBroken("Say what the form orders about restarting the heart (CPR), or about comfort care.");
    }

    /// <summary>A coordinator begins to review it.</summary>
    internal LegalDocumentEntry TakeUp(Actor by, DateTimeOffset now)
    {
        MustReview(by);
        if (State == DocumentState.InReview)
            throw new RuleBroken("It is in review already.");
        (State, ReviewedBy, ReviewedAt, ReviewWords) = (DocumentState.InReview, by.AccountId, now, null);
        return Note(DocumentStep.TakenUp, by, now, null);
    }

    /// <summary>A newer version is about to take its place; it stays readable.</summary>
    internal LegalDocumentEntry GiveWay(Actor by, DateTimeOffset now)
    {
        if (State != DocumentState.Accepted)
            throw new RuleBroken("It is not in effect, so nothing can take its place.");
        (State, EndedAt) = (DocumentState.Superseded, now);
        return Note(DocumentStep.Superseded, by, now, null);
    }

    /// <summary>It is accepted and in effect from now on.</summary>
    /// <param name="before">The one of its kind that was in effect and has given way; null where there was none.</param>
    /// <param name="by">The coordinator.</param>
    /// <param name="words">A word for whoever handed it in.</param>
    /// <param name="today">Today, where the patient lives.</param>
    /// <param name="now">The moment.</param>
    internal LegalDocumentEntry Accept(LegalDocument? before, Actor by, string? words, DateOnly today, DateTimeOffset now)
    {
        MustReview(by);
        if (ExpiresOn < today)
            throw new RuleBroken("It has run out meanwhile, so it cannot be in effect. Return it, and ask for the one that is valid now.");
        (State, ReviewedBy, ReviewedAt, ReviewWords, SupersedesId) = (DocumentState.Accepted, by.AccountId, now, words.Kept(), before?.Id);
        return Note(DocumentStep.Accepted, by, now, ReviewWords);
    }

    /// <summary>It goes back to whoever handed it in, with what to mend.</summary>
    internal LegalDocumentEntry Return(Actor by, string? words, DateTimeOffset now)
    {
        MustReview(by);
        var mend = words.Kept() ?? throw new RuleBroken("Say what to mend, in words that whoever handed it in understands.");
        (State, ReviewedBy, ReviewedAt, ReviewWords) = (DocumentState.Returned, by.AccountId, now, mend);
        return Note(DocumentStep.Returned, by, now, mend);
    }

    /// <summary>The patient, or their proxy where rights allow, takes it back: it is not in effect from now on.</summary>
    internal LegalDocumentEntry Revoke(Actor by, string? words, DateTimeOffset now)
    {
        if (State is DocumentState.Superseded or DocumentState.Revoked or DocumentState.Expired)
            throw new RuleBroken("It is not in effect any more, so there is nothing to take back.");
        if (State == DocumentState.Draft)
            throw new RuleBroken("It is not handed in yet. Drop it instead.");
        var why = words.Kept() ?? throw new RuleBroken("Say why, so that the care team understands it.");
        (State, RevokedBy, RevokeWords, EndedAt) = (DocumentState.Revoked, by.AccountId, why, now);
        return Note(DocumentStep.Revoked, by, now, why);
    }

    /// <summary>Its last day is over.</summary>
    internal LegalDocumentEntry Expire(DateTimeOffset now)
    {
        if (State != DocumentState.Accepted || ExpiresOn is null)
            throw new RuleBroken("It is not in effect, so it cannot run out.");
        (State, EndedAt) = (DocumentState.Expired, now);
        return Note(DocumentStep.Expired, Actor.Portal, now, null);
    }

    /// <summary>Only whoever uploaded a draft drops it.</summary>
    internal void MustBeDroppableBy(Actor by)
    {
        if (State != DocumentState.Draft || UploadedBy != by.AccountId)
            throw new RuleBroken("It is handed in already. Take it back instead.");
    }

    private void MustBeOpenTo(Actor by)
    {
        if (State is not (DocumentState.Draft or DocumentState.Returned))
            throw new RuleBroken(
                State is DocumentState.Submitted or DocumentState.InReview
                    ? "It is handed in and being looked at. Wait for the answer, or take it back and hand in another."
                    : "It stays as it was accepted. Hand in a new version instead."
            );
        // Staff who did not bring it would write what they later review.
        if (UploadedBy != by.AccountId && by.Hat is not (Hat.Patient or Hat.Caregiver))
            throw new RuleBroken("Only whoever handed it in, the patient or their proxy can change it.");
    }

    private void MustReview(Actor by)
    {
        if (State is not (DocumentState.Submitted or DocumentState.InReview))
            throw new RuleBroken(
                State == DocumentState.Draft ? "It is not handed in yet." : "This review is over already. Look at how it stands now."
            );
        if (UploadedBy == by.AccountId)
            throw new RuleBroken("You handed it in yourself, so somebody else reviews it. Your deputy has been asked.");
    }

    private LegalDocumentEntry Note(DocumentStep step, Actor by, DateTimeOffset now, string? words) => new(this, step, by, now, words);

    private static string? Line(string? typed) => OneLine.Of(typed) is { Length: > 0 } line ? line : null;
}
