using CareCoord.Access;
using CareCoord.CareTasks;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.TreatmentPlans;

internal static class TreatmentPlansFeature
{
    public static readonly Feature Feature = new("treatment plans")
    {
        Tables =
        [
            new("treatment_plans", Category.Plan),
            new("problems", Category.Plan, Labelled: true),
            new("goals", Category.Plan, Labelled: true),
            new("goal_readings", Category.Plan, Labelled: true),
            new("activities", Category.Plan, Labelled: true),
            new("activity_ticks", Category.Plan, Labelled: true),
        ],
        Services = services =>
            services.AddSingleton<TreatmentPlanQueries>().AddSingleton<TickActivity>().AddSingleton<CareTaskSubject, ActivitySubject>(),
    };
}
