using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Absences;

internal static class AbsencesFeature
{
    public static IServiceCollection AddAbsences(this IServiceCollection services) =>
        services.AddSingleton<AbsenceQueries>().AddSingleton<PlanAbsence>().AddSingleton<EndAbsence>().AddSingleton<ChooseDeputy>();
}
