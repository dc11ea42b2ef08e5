using CareCoord.Access;
using CareCoord.CareTasks;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Transitions;

internal static class TransitionsFeature
{
    public static readonly Feature Feature = new("transitions")
    {
        Tables = [new("transitions", Category.Plan)],
        Services = services => services.AddSingleton<RecordDischarge>().AddSingleton<CareTaskSubject, TransitionSubject>(),
    };
}
