using CareCoord.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.CareTeams;

internal static class CareTeamsFeature
{
    public static readonly Feature Feature = new("care teams")
    {
        Tables =
        [
            new("care_team_members", Category.Plan),
            new("care_concerns", Category.Plan, Labelled: true),
        ],
    };

    public static IServiceCollection AddCareTeams(this IServiceCollection services) => services
        .AddSingleton<CareTeamQueries>().AddSingleton<CandidateQueries>()
        .AddSingleton<JoinCareTeam>().AddSingleton<ChangeTeamMember>().AddSingleton<LeaveCareTeam>()
        .AddSingleton<NameConcern>().AddSingleton<LeadConcern>().AddSingleton<CloseConcern>();
}
