using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CareCoord.Organisations;

/// <summary>What every page says of the organisation; it holds nothing of any patient and changes hardly ever.</summary>
public sealed record OrganisationCard(string Name, string TimeZone, string EmergencyNumber, string Phone);

/// <summary>Reads the organisation's card, and keeps it for five minutes.</summary>
public sealed class OrganisationQueries(IDbContextFactory<CareCoordDb> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);
    private static readonly OrganisationCard Unnamed = new("CareCoord", "Etc/UTC", "your local emergency number", "");
    private Fresh? kept;

    public async Task<OrganisationCard> CardAsync(CancellationToken cancel)
    {
        if (kept is { } fresh && fresh.Until > clock.GetUtcNow())
            return fresh.Card;
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            var card = await db.Set<Organisation>()
                .OrderBy(o => o.Id)
                .Select(o => new OrganisationCard(o.Name, o.TimeZone, o.EmergencyNumber, o.Phone))
                .FirstOrDefaultAsync(cancel);
            if (card is not null)
                kept = new(card, clock.GetUtcNow() + Kept);
        }
        catch (Exception fault) when (fault is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            // The error page is shown just when the database does not answer; it makes do with what is known.
        }

        return kept?.Card ?? Unnamed;
    }

    private sealed record Fresh(OrganisationCard Card, DateTimeOffset Until);
}
