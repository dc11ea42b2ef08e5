using CareCoord.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.CareTeams;

internal static class CareTeamsFeature
{
    public static readonly RecordTable Members = new("care_team_members", Category.Plan);

    public static readonly Feature Feature = new("care teams")
    {
        Tables = [Members, new("care_concerns", Category.Plan, Labelled: true)],
        Services = services =>
            services
                .AddSingleton<CareTeamQueries>()
                .AddSingleton<CandidateQueries>()
                .AddSingleton<JoinCareTeam>()
                .AddSingleton<ChangeTeamMember>()
                .AddSingleton<LeaveCareTeam>()
                .AddSingleton<NameConcern>()
                .AddSingleton<LeadConcern>()
                .AddSingleton<CloseConcern>(),
    };
}
