using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.CareTeams;

/// <summary>Saves a change of the care team, and tells a lost race in a sentence.</summary>
internal static class TeamSave
{
    private const string Overtaken = "Somebody else changed this a moment ago. Look at how it stands now, and change it again if it is still needed.";

    /// <summary>Takes the version that the person looked at for the one that is changed.</summary>
    public static void AsSeen<T>(this ActorDb db, T entity, uint version) where T : class =>
        db.Set<T>().Entry(entity).Property("RowVersion").OriginalValue = version;

    /// <param name="doubled">What to say where a row that excludes this one was written at the same moment.</param>
    public static async Task SaveAsync(this ActorDb db, string doubled, CancellationToken cancel)
    {
        try
        {
            await db.SaveAsync(cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new RuleBroken(Overtaken);
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.UniqueViolation,
        })
        {
            throw new RuleBroken(doubled);
        }
    }
}
