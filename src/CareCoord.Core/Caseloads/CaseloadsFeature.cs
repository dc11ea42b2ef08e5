using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Caseloads;

internal static class CaseloadsFeature
{
    public static IServiceCollection AddCaseloads(this IServiceCollection services) => services
        .AddSingleton<CaseloadQueries>().AddSingleton<CaseloadDeskQueries>().AddSingleton<CoordinateQueries>().AddSingleton<HandOverQueries>()
        .AddSingleton<SetRisk>().AddSingleton<HandOverPatients>();
}
