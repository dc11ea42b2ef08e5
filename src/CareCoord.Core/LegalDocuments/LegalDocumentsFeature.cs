using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.LegalDocuments;

internal static class LegalDocumentsFeature
{
    public static IServiceCollection AddLegalDocuments(this IServiceCollection services) => services
        .AddSingleton<LegalDocumentQueries>().AddSingleton<DocumentPageQueries>().AddSingleton<DocumentSearchQueries>()
        .AddSingleton<UploadLegalDocument>().AddSingleton<DescribeLegalDocument>().AddSingleton<SubmitLegalDocument>().AddSingleton<DropLegalDocument>()
        .AddSingleton<ReviewLegalDocument>().AddSingleton<RevokeLegalDocument>().AddSingleton<ConfirmReading>().AddSingleton<RemindReaders>()
        .AddSingleton<RecordIncapacity>().AddSingleton<LiftIncapacity>().AddSingleton<TendLegalDocuments>()
        .AddSingleton<ScanQuarantine>().AddSingleton<SweepFiles>();
}
