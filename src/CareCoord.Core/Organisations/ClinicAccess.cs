using System.Text.Json;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.Organisations;

/// <summary>The clinic's hours, holidays and units are the administrator's to change.</summary>
internal static class ClinicAccess
{
    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web);

    /// <summary>Lets an administrator's write pass and writes it to the audit; throws <see cref="NotFound"/>, and keeps that somebody tried, for others.</summary>
    public static async Task PassAsync(ActorDb db, string action, string kind, Guid subject, object details, CancellationToken cancel)
    {
        if (db.Actor.Hat == Hat.Administrator)
        {
            var said = JsonSerializer.Serialize(details, Written);
            await db.ExecuteAsync($"select app.audit({action}, '{{}}', {kind}, {subject}, {said}::jsonb)", cancel);
            return;
        }

        await db.AuditAsync("access.refused", [], kind, subject, cancel);
        await db.CommitAsync(cancel);
        throw new NotFound();
    }

    /// <summary>The same for a write about the organisation as a whole, which it answers with.</summary>
    public static async Task<Organisation> PassAsync(ActorDb db, string action, object details, CancellationToken cancel)
    {
        var organisation = await db.Set<Organisation>().AsNoTracking().OrderBy(o => o.Id).FirstOrDefaultAsync(cancel);
        await PassAsync(db, action, "organisation", organisation?.Id ?? Guid.Empty, details, cancel);
        return organisation ?? throw new NotFound();
    }

    /// <summary>Saves; where the database finds that somebody else was first, or that it is so already, says this sentence.</summary>
    public static async Task SaveAsync(ActorDb db, string sentence, CancellationToken cancel)
    {
        try
        {
            await db.SaveAsync(cancel);
        }
        catch (DbUpdateException clash) when (clash.InnerException is PostgresException
        { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation })
        {
            throw new RuleBroken(sentence);
        }
    }
}
