using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Organisations;

internal static class OrganisationsFeature
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services) =>
        services.AddSingleton<OrganisationQueries>().AddSingleton<BusinessCalendarQueries>();
}
