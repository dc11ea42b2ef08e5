using CareCoord.Access;
using CareCoord.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CareCoord.Audit;

/// <summary>Where the heads of the audit go, by which keys they are signed, and how often; without keys nothing is exported.</summary>
public sealed record AuditHeadSettings(string Folder, AuditHeadKeys? Keys, TimeSpan Every);

/// <summary>
/// Exports the heads of the audit, signed, to a folder outside the database. Whoever rewrites the audit as its owner does not rewrite what
/// was copied from there.
/// </summary>
public sealed class ExportAuditHeads(ActorDbs databases, AuditHeadSettings settings, TimeProvider clock, ILogger<ExportAuditHeads> log)
{
    private readonly AuditHeadFolder folder = new(settings.Folder);

    /// <summary>What was exported; null where nothing is new. Many may do it at the same time, on many nodes.</summary>
    public async Task<AuditExport?> ExportAsync(CancellationToken cancel)
    {
        if (settings.Keys is not { } keys)
            return null;
        try
        {
            return await folder.AddAsync(keys, () => HeadsAsync(cancel), clock.GetUtcNow());
        }
        catch (AuditWentBack back)
        {
            log.LogCritical(
                "The audit went back: lane {Lane} had {Was} entries when its head was exported, and has {Seq} now, or others. "
                    + "Nothing more is exported; docs/operations.md says what to do",
                back.Was.Lane,
                back.Was.Seq,
                back.Seq
            );
            throw;
        }
    }

    private async Task<IReadOnlyList<AuditHead>> HeadsAsync(CancellationToken cancel)
    {
        await using var db = await databases.OpenAsync(Actor.Portal, cancel);
        return await db.AskAsync<AuditHead>(
            $"select lane as \"Lane\", seq as \"Seq\", hash as \"Hash\" from app.audit_heads() order by lane",
            cancel
        );
    }
}

/// <summary>The keeping of the audit's heads.</summary>
public static class AuditHeadsFeature
{
    /// <summary>Adds what exports them.</summary>
    public static IServiceCollection AddAuditHeads(this IServiceCollection services, AuditHeadSettings settings) =>
        services.AddSingleton(settings).AddSingleton<ExportAuditHeads>();
}
