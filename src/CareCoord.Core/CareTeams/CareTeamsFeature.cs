using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.CareTeams;

internal static class CareTeamsFeature
{
    public static IServiceCollection AddCareTeams(this IServiceCollection services) => services
        .AddSingleton<CareTeamQueries>().AddSingleton<CandidateQueries>()
        .AddSingleton<JoinCareTeam>().AddSingleton<ChangeTeamMember>().AddSingleton<LeaveCareTeam>()
        .AddSingleton<NameConcern>().AddSingleton<LeadConcern>().AddSingleton<CloseConcern>();
}
