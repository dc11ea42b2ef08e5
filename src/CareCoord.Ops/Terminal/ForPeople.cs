using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Ops.Terminal;

/// <summary>Decides which failures are told in one sentence; any other is a fault of ours and keeps its trace.</summary>
internal static class ForPeople
{
    private const int NoSpaceLeft = 28;

    public static string? Sentence(Exception problem) =>
        problem switch
        {
            OpsRefused refused => refused.Message,
            RuleBroken broken => broken.Message,
            SettingsRefused wrong => wrong.Message,
            IOException { HResult: NoSpaceLeft } full => $"The disk is full: {full.Message}",
            UnauthorizedAccessException closed =>
                $"{closed.Message.TrimEnd('.')}: start as the user who owns it, or choose another folder with CARECOORD_DATA.",
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                "The disk that holds the database is full: free some space and start again.",
            PostgresException refused => $"PostgreSQL refused: {refused.MessageText} ({refused.SqlState}).",
            NpgsqlException lost => $"PostgreSQL does not answer: {lost.Message}",
            _ => null,
        };
}
