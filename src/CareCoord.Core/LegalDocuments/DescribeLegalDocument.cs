using CareCoord.Access;
using CareCoord.Consents;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.LegalDocuments;

/// <summary>What stands on the paper, over the version of the document that was looked at.</summary>
public sealed record DocumentDescribed(Guid PatientId, Guid DocumentId, uint Version, DocumentFacts Facts);

/// <summary>Copies what stands in a document, before it is handed in or after it was returned.</summary>
public sealed class DescribeLegalDocument(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>
    /// Throws <see cref="NotFound"/> where there is no such document for the asker, <see cref="RuleBroken"/> where it may not be changed
    /// now.
    /// </summary>
    public async Task RunAsync(Actor asker, DocumentDescribed request, CancellationToken cancel)
    {
        var facts = request.Facts.Check();
        await using var db = await databases.OpenAsync(asker.Toward(request.PatientId), cancel);
        var document = await db.DocumentAsync(gate, LegalDocumentAccess.Describe, request.PatientId, request.DocumentId, cancel);
        db.AsSeen(document, request.Version);
        await db.MustBeNameableAsync(facts, document.Facts(await db.AgentsAsync(document, cancel)), asker, request.PatientId, cancel);
        document.Describe(facts, asker);
        var version = document.Version.Number;
        await db.Set<LegalDocumentAgent>()
            .Where(a => a.PatientId == request.PatientId && a.DocumentId == document.Id && a.Version == version)
            .ExecuteDeleteAsync(cancel);
        db.Set<LegalDocumentAgent>()
            .AddRange(facts.Agents.Select((agent, at) => new LegalDocumentAgent(document, version, at + 1, agent, clock.GetUtcNow())));
        await db.SaveAsync(LostRace.Overtaken, cancel);
        await db.CommitAsync(cancel);
    }
}

/// <summary>Loads documents for what is done with them.</summary>
internal static class LegalDocumentUnitOfWork
{
    /// <summary>The document, passed by the gate. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    public static async Task<LegalDocument> DocumentAsync(
        this ActorDb db,
        AccessGate gate,
        AccessRule rule,
        Guid patientId,
        Guid documentId,
        CancellationToken cancel
    )
    {
        var document =
            await db.Set<LegalDocument>().SingleOrDefaultAsync(d => d.PatientId == patientId && d.Id == documentId, cancel)
            ?? throw await gate.NotThereAsync(db, rule, patientId, cancel);
        await gate.PassAsync(db, rule, patientId, "legal_document", documentId, cancel);
        return document;
    }

    /// <summary>Whom the version of a document that stands now names, in their order.</summary>
    public static async Task<List<AgentNamed>> AgentsAsync(this ActorDb db, LegalDocument document, CancellationToken cancel)
    {
        var version = document.Version.Number;
        return await db.Set<LegalDocumentAgent>()
            .Where(a => a.PatientId == document.PatientId && a.DocumentId == document.Id && a.Version == version)
            .OrderBy(a => a.Rank)
            .Select(a => new AgentNamed(a.Name, a.Phone, a.Relationship, a.AccountId))
            .ToListAsync(cancel);
    }

    /// <summary>
    /// Throws <see cref="RuleBroken"/> where the facts tick a document out of the asker's own sight, or name an account that was not
    /// offered.
    /// </summary>
    public static async Task MustBeNameableAsync(
        this ActorDb db,
        DocumentFacts facts,
        DocumentFacts before,
        Actor asker,
        Guid patientId,
        CancellationToken cancel
    )
    {
        if ((facts.Labels & ~await LabelsOfAsync(db, patientId, cancel)) != 0)
            throw new RuleBroken(DocumentFacts.NotALabel);
        foreach (
            var account in facts
                .Agents.Select(agent => agent.AccountId)
                .OfType<Guid>()
                .Distinct()
                .Where(account => account != asker.AccountId)
        )
        {
            if (
                !before.Agents.Any(agent => agent.AccountId == account)
                && !await db.Set<ProxyGrant>().AnyAsync(g => g.PatientId == patientId && g.CaregiverAccountId == account, cancel)
            )
                throw new RuleBroken("Choose the account of a person from the list, or leave it open.");
        }
    }

    private static async Task<Category> LabelsOfAsync(ActorDb db, Guid patientId, CancellationToken cancel) =>
        (await db.Set<PatientAccess>().Where(a => a.PatientId == patientId).Select(a => a.ManageBits).ToListAsync(cancel)).Aggregate(
            Category.None,
            (all, bits) => all | bits
        );
}
