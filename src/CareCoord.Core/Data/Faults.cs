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
}
