using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.LegalDocuments;

/// <summary>Finds legal documents over all patients of a coordinator or a provider, and opens one beside them.</summary>
public sealed class DocumentSearchQueries(RecordReader records)
{
    // Row security leaves out what the asker may not see.
    private const string Beside = $"""
        select d.id, {LegalDocumentSql.Facts}, u.display_name as uploaded_by, d.uploaded_as, d.uploaded_at
        from legal_documents d
        join accounts u on u.id = d.uploaded_by
        where d.patient_id = $1 and d.id = $2
        offset (select app.show(array(select s.patient_id from legal_documents s where s.patient_id = $1 and s.id = $2)))
        """;

    /// <summary>
    /// A page of what is found, with the counts of all. Throws <see cref="NotFound"/> for anyone but a coordinator or a provider.
    /// </summary>
    /// <param name="actor">The asker.</param>
    /// <param name="asked">What is looked for, in which order.</param>
    /// <param name="known">The patients whom the asker's open page shows already; null where it is opened now.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<DocumentsFound> FindAsync(Actor actor, DocumentFilter asked, IReadOnlyList<Guid>? known, CancellationToken cancel)
    {
        MustBeStaff(actor);
        Sql[] content = [DocumentSearchSql.Page(asked)];
        return known is null
            ? records.ReadListAsync(actor, LegalDocumentAccess.Search, content, Project, cancel)
            : records.ReadListAsync(actor, LegalDocumentAccess.Search, content, Project, known, cancel);

        async Task<DocumentsFound> Project(Npgsql.NpgsqlDataReader rows)
        {
            var found = await rows.ListAsync<Found>(cancel);
            return new(
                found[0].Counts,
                Page<DocumentFound>.Of(
                    [.. found.Select(one => one.Row).OfType<DocumentFound>()],
                    DocumentSearchSql.PageSize,
                    last => last.Id.ToString("N")
                )
            );
        }
    }

    /// <summary>What stands in a document, beside the list. Throws <see cref="NotFound"/> where the asker may not see it.</summary>
    /// <param name="actor">The asker.</param>
    /// <param name="patientId">Whose it is.</param>
    /// <param name="documentId">Which it is.</param>
    /// <param name="known">The patients whose document the asker's open panel shows already; null where it is opened now.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<DocumentBeside> BesideAsync(
        Actor actor,
        Guid patientId,
        Guid documentId,
        IReadOnlyList<Guid>? known,
        CancellationToken cancel
    )
    {
        MustBeStaff(actor);
        return records.ReadOneAsync(
            actor.Toward(patientId),
            LegalDocumentAccess.Read,
            Subject.Of("legal_document", documentId),
            [new(LegalDocumentSql.Readings, patientId, documentId), new(Beside, patientId, documentId)],
            async rows =>
            {
                var readings = await rows.ListAsync<ReadingView>(cancel);
                var found = await rows.FirstAsync<DocumentBeside>(cancel) ?? throw new NotFound();
                return found with { Readings = readings };
            },
            // Where nothing is shown, nothing is noted.
            known ?? [],
            cancel
        );
    }

    private static void MustBeStaff(Actor actor)
    {
        if (actor.Hat is not (Hat.Coordinator or Hat.Provider))
            throw new NotFound();
    }

    private sealed record Found(DocumentCounts Counts, DocumentFound? Row);
}
