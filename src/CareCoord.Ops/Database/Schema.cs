using CareCoord.Data;
using Microsoft.EntityFrameworkCore;

namespace CareCoord.Ops.Database;

/// <summary>The one place where this command reaches into the product's schema.</summary>
public static class Schema
{
    /// <summary>Brings the schema up to this version, as its owner.</summary>
    public static async Task MigrateAsync(string ownerConnectionString, IProgress<string> progress, CancellationToken cancellation = default)
    {
        await using var db = Open(ownerConnectionString);
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count == 0)
        {
            progress.Report("The schema is up to date");
            return;
        }

        progress.Report($"Bringing the schema to {pending[^1]}");
        await db.Database.MigrateAsync(cancellation);
    }

    /// <summary>Whether anybody is registered, so that a demo is never loaded over people.</summary>
    public static async Task<bool> HasPeopleAsync(string ownerConnectionString, CancellationToken cancellation = default)
    {
        await using var db = Open(ownerConnectionString);
        return await db.Users.AnyAsync(account => account.PasswordHash != null, cancellation);
    }

    private static CareCoordDb Open(string ownerConnectionString) =>
        new(new DbContextOptionsBuilder<CareCoordDb>().UseNpgsql(ownerConnectionString).Options);
}
