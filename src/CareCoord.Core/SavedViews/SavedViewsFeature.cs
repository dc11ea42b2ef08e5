using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.SavedViews;

internal static class SavedViewsFeature
{
    public static IServiceCollection AddSavedViews(this IServiceCollection services) =>
        services.AddSingleton<SavedViewQueries>().AddSingleton<SaveView>().AddSingleton<RemoveView>();
}
