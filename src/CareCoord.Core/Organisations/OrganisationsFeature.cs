using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Organisations;

internal static class OrganisationsFeature
{
    public static readonly Feature Feature = new("organisations")
    {
        Services = services =>
            services
                .AddSingleton<OrganisationQueries>()
                .AddSingleton<BusinessCalendarQueries>()
                .AddSingleton<ClinicQueries>()
                .AddSingleton<ChangeOpeningHours>()
                .AddSingleton<AddHoliday>()
                .AddSingleton<RemoveHoliday>()
                .AddSingleton<AddUnit>()
                .AddSingleton<ChangeUnit>()
                .AddSingleton<AddUnitMember>()
                .AddSingleton<EndUnitMember>(),
    };
}
