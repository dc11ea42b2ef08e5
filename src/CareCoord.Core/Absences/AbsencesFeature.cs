using CareCoord.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Absences;

internal static class AbsencesFeature
{
    public static readonly Feature Feature = new("absences")
    {
        Tables = [new("stand_ins", Category.AccessHistory)],
        Services = services =>
            services.AddSingleton<AbsenceQueries>().AddSingleton<PlanAbsence>().AddSingleton<EndAbsence>().AddSingleton<ChooseDeputy>(),
    };
}
