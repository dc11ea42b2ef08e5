using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.CareTasks;

internal static class CareTasksFeature
{
    public static IServiceCollection AddCareTasks(this IServiceCollection services) => services
        .AddSingleton<CareTaskQueries>().AddSingleton<CareTaskAskQueries>().AddSingleton<TaskPatientQueries>().AddSingleton<CareTaskTools>().AddSingleton<TasksOfLeaver>()
        .AddSingleton<AssignCareTask>().AddSingleton<ActOnCareTask>().AddSingleton<TickTaskStep>().AddSingleton<WatchCareTask>()
        .AddSingleton<AttachToCareTask>().AddSingleton<DetachFromCareTask>().AddSingleton<ClimbLadders>();
}
