using Npgsql;

namespace CareCoord.Data;

/// <summary>What PostgreSQL says of a fault, however it was wrapped on the way.</summary>
internal static class Faults
{
    /// <summary>The SQLSTATE of the first fault of the database in the chain; null where there is none.</summary>
    public static string? SqlState(this Exception fault) =>
        fault switch
        {
            PostgresException told => told.SqlState,
            { InnerException: { } inner } => SqlState(inner),
            _ => null,
        };

    private const string InDoubt = "carecoord in doubt";

    /// <summary>Whether what was to be committed may be there all the same: nobody heard what became of it.</summary>
    public static bool IsInDoubt(this Exception fault) =>
        fault.Data.Contains(InDoubt) || (fault.InnerException is { } inner && IsInDoubt(inner));

    /// <summary>Runs a commit, and marks a fault that leaves open whether it was done. What the server refuses, it has undone.</summary>
    public static async Task CommittingAsync(Func<Task> commit)
    {
        try
        {
            await commit();
        }
        catch (Exception fault) when (fault is not PostgresException { InvariantSeverity: "ERROR" })
        {
            fault.Data[InDoubt] = true;
            throw;
        }
    }
}
