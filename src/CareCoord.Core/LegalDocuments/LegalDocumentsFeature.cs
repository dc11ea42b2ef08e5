using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.Files;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.LegalDocuments;

internal static class LegalDocumentsFeature
{
    public static readonly RecordTable Documents = new("legal_documents", Category.LegalDocuments, Labelled: true) { Title = "kind" };

    public static readonly Feature Feature = new("legal documents")
    {
        Tables =
        [
            Documents,
            new("legal_document_versions", Category.LegalDocuments, Labelled: true),
            new("legal_document_agents", Category.LegalDocuments, Labelled: true),
            new("legal_document_entries", Category.LegalDocuments, Labelled: true),
            new("document_readings", Category.LegalDocuments, Labelled: true),
            new("incapacities", Category.LegalDocuments),
        ],
        Services = services =>
            services
                .AddSingleton<LegalDocumentQueries>()
                .AddSingleton<DocumentPageQueries>()
                .AddSingleton<DocumentSearchQueries>()
                .AddSingleton<UploadLegalDocument>()
                .AddSingleton<DescribeLegalDocument>()
                .AddSingleton<AmendLegalDocument>()
                .AddSingleton<SubmitLegalDocument>()
                .AddSingleton<DropLegalDocument>()
                .AddSingleton<ReviewLegalDocument>()
                .AddSingleton<RevokeLegalDocument>()
                .AddSingleton<ConfirmReading>()
                .AddSingleton<RemindReaders>()
                .AddSingleton<RecordIncapacity>()
                .AddSingleton<LiftIncapacity>()
                .AddSingleton<TendLegalDocuments>()
                .AddSingleton<FileOwner, LegalDocumentFiles>()
                .AddSingleton<CareTaskSubject, LegalDocumentSubject>(),
    };
}
