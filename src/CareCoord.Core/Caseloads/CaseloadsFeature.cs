using CareCoord.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Caseloads;

internal static class CaseloadsFeature
{
    public static readonly Feature Feature = new("caseloads")
    {
        Tables = [new("caseload_assignments", Category.AccessHistory)],
        Services = services =>
            services
                .AddSingleton<CaseloadQueries>()
                .AddSingleton<CaseloadDeskQueries>()
                .AddSingleton<HandOverQueries>()
                .AddSingleton<SetRisk>()
                .AddSingleton<HandOverPatients>(),
    };
}
