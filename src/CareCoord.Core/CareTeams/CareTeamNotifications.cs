using CareCoord.Access;
using CareCoord.Notifications;

namespace CareCoord.CareTeams;

/// <summary>What people are told of care teams.</summary>
public static class CareTeamNotifications
{
    public static readonly NotificationKind Joined = new("team_joined", NotificationTopic.People, Category.Plan)
    {
        Subject = CareTeamsFeature.Members,
    };

    /// <summary>Whoever left is told without a patient: they no longer see whose team it was.</summary>
    public static readonly NotificationKind Left = new("team_left", NotificationTopic.People, Category.Plan)
    {
        Subject = CareTeamsFeature.Members,
        Unnamed = true,
    };
}
