using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.SavedViews;

internal static class SavedViewsFeature
{
    public static readonly Feature Feature = new("saved views")
    {
        Services = services =>
            services.AddSingleton<SavedViewQueries>().AddSingleton<SaveView>().AddSingleton<RemoveView>().AddSingleton<KeepColumns>(),
    };
}
