using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace CareCoord.Ops.Database;

/// <summary>The one place where this command reaches into the product's schema.</summary>
public static class Schema
{
    // The first of the migrations that were put together in the baseline.
    private const string FirstOfOld = "0001_accounts";

    /// <summary>
    /// Brings tables, functions, policies, triggers and grants to this version, as their owner and in one transaction. Throws
    /// <see cref="EarlierSchema"/> where the database was made before the baseline.
    /// </summary>
    public static async Task MigrateAsync(
        string ownerConnectionString,
        IProgress<string> progress,
        CancellationToken cancellation = default
    )
    {
        await using var db = Open(ownerConnectionString);
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellation)).ToList();
        if (applied.Contains(FirstOfOld))
            throw new EarlierSchema(applied[^1]);
        if (applied.Except(known).LastOrDefault() is { } newer)
            throw new OpsRefused(
                $"The database is at {newer}, which this version of CareCoord does not know: start the version that made it, "
                    + "or a newer one."
            );

        var pending = known.Except(applied).ToList();
        progress.Report(pending.Count == 0 ? "The schema is up to date" : $"Bringing the schema to {pending[^1]}");
        await db.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancellation);
        // Migrations, objects and checksums last together, or not at all; of two who migrate at once, the second finds it done.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtext('carecoord migrate'))", cancellation);
        await db.Database.MigrateAsync(cancellation);
        await DatabaseObjects.ApplyAsync(db, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Whether anybody is registered, so that a demo is never loaded over people.</summary>
    public static async Task<bool> HasPeopleAsync(string ownerConnectionString, CancellationToken cancellation = default)
    {
        await using var db = Open(ownerConnectionString);
        return await db.Users.AnyAsync(account => account.PasswordHash != null, cancellation);
    }

    private static CareCoordDb Open(string ownerConnectionString) =>
        new(
            new DbContextOptionsBuilder<CareCoordDb>()
                .UseNpgsql(ownerConnectionString)
                .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.MigrationsUserTransactionWarning))
                .Options
        );
}
