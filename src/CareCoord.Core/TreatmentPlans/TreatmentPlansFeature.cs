using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.TreatmentPlans;

internal static class TreatmentPlansFeature
{
    public static IServiceCollection AddTreatmentPlans(this IServiceCollection services) =>
        services.AddSingleton<TreatmentPlanQueries>().AddSingleton<TickActivity>();
}
