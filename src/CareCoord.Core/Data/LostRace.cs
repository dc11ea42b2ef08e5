using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.Data;

/// <summary>Saves over what a person looked at, and tells a lost race in a sentence.</summary>
internal static class LostRace
{
    /// <summary>What a person reads whose change came too late.</summary>
    public const string Overtaken =
        "This was changed a moment ago, so yours was not saved. Look at how it stands now, and change it again if it is still needed.";

    /// <summary>Takes the version that the person looked at for the one that is changed.</summary>
    public static void AsSeen<T>(this ActorDb db, T entity, uint version)
        where T : class => db.Set<T>().Entry(entity).Property("RowVersion").OriginalValue = version;

    /// <summary>Saves. Throws <see cref="RuleBroken"/> where somebody else was first.</summary>
    /// <param name="db">Where it is saved.</param>
    /// <param name="doubled">What to say where a row that excludes this one stands already, or was written at the same moment.</param>
    /// <param name="cancel">Ends it.</param>
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
        catch (DbUpdateException clash)
            when (clash.SqlState() is PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.UniqueViolation)
        {
            throw new RuleBroken(doubled);
        }
        // Two rows that exclude each other and are written at the same moment can wait for each other: one of them goes.
        catch (Exception clash) when (clash.SqlState() == PostgresErrorCodes.DeadlockDetected)
        {
            throw new RuleBroken(Overtaken);
        }
    }
}
