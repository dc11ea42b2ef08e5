using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.LegalDocuments;
using CareCoord.Shared;

namespace CareCoord.WalletCards;

/// <summary>What came of a PIN: a visit to go on with, or the sentence that says why not.</summary>
public sealed record WalletCardAttempt(string? Visit, string? Problem);

/// <summary>
/// Visits by a wallet card, of somebody without an account. They are an actor of their own kind, which sees no row of any table. They get
/// what functions of the database give for a token and a visit. Unknown, ended, revoked and closed cards all throw <see cref="NotFound"/>.
/// </summary>
public sealed class WalletCardSessions(ActorDbs databases)
{
    private const string Rests =
        "That was wrong too often. The card can be tried again in 15 minutes; its owner is told. "
        + "In an emergency call the people named on it.";
    private const string Wrong =
        "That is not the PIN of this card. It has 6 digits, and stands beside the card. After 5 wrong ones the card rests for 15 minutes.";

    /// <summary>
    /// Whether the card can be tried now; otherwise the sentence that says when. Throws <see cref="NotFound"/> where there is none.
    /// </summary>
    public async Task<string?> LookAsync(Actor card, string token, CancellationToken cancel)
    {
        var hash = WalletCardSecret.Hash(token) ?? throw new NotFound();
        await using var db = await databases.OpenAsync(card, cancel);
        return await db.AskAsync<DateTimeOffset?>($"""select rests_until as "Value" from app.look_at_card({hash})""", cancel) is [var rests]
            ? rests is null
                ? null
                : Rests
            : throw new NotFound();
    }

    /// <summary>Tries a PIN. The try is counted and lasts before the PIN is judged.</summary>
    public async Task<WalletCardAttempt> TryAsync(Actor card, string token, string? pin, CancellationToken cancel)
    {
        var hash = WalletCardSecret.Hash(token) ?? throw new NotFound();
        var typed = (pin ?? "").Replace(" ", "", StringComparison.Ordinal);
        // What cannot be a PIN is not a try.
        if (typed.Length != 6 || !typed.All(char.IsAsciiDigit))
            return await LookAsync(card, token, cancel) is { } rests ? new(null, rests) : new(null, "Enter the 6 digits of the PIN.");
        PinKept kept;
        await using (var db = await databases.OpenAsync(card, cancel))
        {
            kept = await db.AskAsync<PinKept>(
                $"""select pin_hash as "PinHash", rests_until as "RestsUntil" from app.try_card({hash})""",
                cancel
            )
                is [var one]
                ? one
                : throw new NotFound();
            await db.CommitAsync(cancel);
        }

        if (kept.PinHash is null)
            return new(null, Rests);
        if (WalletCardSecret.IsPin(token, typed, kept.PinHash))
            return new(await OpenAsync(card, hash, cancel), null);
        await using (var db = await databases.OpenAsync(card, cancel))
        {
            var result = await db.AnswerAsync<string>($"""select app.refuse_card({hash}) as "Value" """, cancel);
            await db.CommitAsync(cancel);
            return result == "closed" ? throw new NotFound() : new(null, result == "rests" ? Rests : Wrong);
        }
    }

    /// <summary>
    /// What the card shows within a visit; null where the visit is over or is none. Throws <see cref="NotFound"/> where there is no card.
    /// </summary>
    public async Task<WalletCardContent?> ReadAsync(Actor card, string token, string? visit, CancellationToken cancel)
    {
        var (hash, session) = (WalletCardSecret.Hash(token) ?? throw new NotFound(), WalletCardSecret.Hash(visit));
        if (session is null)
            return null;
        await using var db = await databases.OpenAsync(card, cancel);
        var rows = await db.AskAsync<CardRow>(
            $"""
            select name as "Name", birth_date as "BirthDate", time_zone as "TimeZone", ends_at as "EndsAt", documents as "Documents"
            from app.read_card({hash}, {session})
            """,
            cancel
        );
        return rows is [var row] ? new(row.Name, row.BirthDate, row.TimeZone, row.EndsAt, Documents(row.Documents)) : null;
    }

    /// <summary>One page of a document that the card shows. Throws <see cref="NotFound"/> where there is none within this visit.</summary>
    /// <param name="card">Whoever visits by the card.</param>
    /// <param name="token">The card's.</param>
    /// <param name="visit">The visit.</param>
    /// <param name="document">A document that the card shows.</param>
    /// <param name="page">The page, from 1.</param>
    /// <param name="picture">Its picture is asked for, which belongs to a page that was opened before.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<CardLeaf> PageAsync(
        Actor card,
        string token,
        string? visit,
        Guid document,
        int page,
        bool picture,
        CancellationToken cancel
    )
    {
        var (hash, session) = (WalletCardSecret.Hash(token) ?? throw new NotFound(), WalletCardSecret.Hash(visit) ?? throw new NotFound());
        await using var db = await databases.OpenAsync(card, cancel);
        var rows = await db.AskAsync<PageRow>(
            $"""
            select id as "Id", sha256 as "Sha256", size as "Size", key_id as "KeyId", wrapped_key as "WrappedKey", name as "Name",
                   media_type as "MediaType", scan as "Scan", pages as "Pages", kind as "Kind"
            from app.open_card_page({hash}, {session}, {document}, {page}, {picture})
            """,
            cancel
        );
        if (rows is not [var r])
            throw new NotFound();
        await db.CommitAsync(cancel);
        return new(
            SnakeCaseNames.FromSnake<DocumentKind>(r.Kind),
            r.Pages,
            new(
                new SealedFile(r.Id, r.Sha256, r.Size, r.KeyId, r.WrappedKey),
                r.Name,
                r.MediaType,
                SnakeCaseNames.FromSnake<ScanState>(r.Scan)
            )
        );
    }

    private async Task<string> OpenAsync(Actor card, byte[] hash, CancellationToken cancel)
    {
        var visit = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var session = WalletCardSecret.Hash(visit)!;
        await using var db = await databases.OpenAsync(card, cancel);
        if (!await db.AnswerAsync<bool>($"""select app.open_card({hash}, {session}) as "Value" """, cancel))
            throw new NotFound();
        await db.CommitAsync(cancel);
        return visit;
    }

    private static List<DocumentOnCard> Documents(string json)
    {
        using var all = JsonDocument.Parse(json);
        return
        [
            .. all
                .RootElement.EnumerateArray()
                .Select(d =>
                {
                    var said = d.GetProperty("decisions")
                        .EnumerateArray()
                        .Select(one => SnakeCaseNames.FromSnake<Decision>(one.GetString()!))
                        .ToArray();
                    List<AgentNamed> agents =
                    [
                        .. d.GetProperty("agents")
                            .EnumerateArray()
                            .Select(agent => new AgentNamed(agent[0].GetString(), agent[1].GetString(), agent[2].GetString(), null)),
                    ];
                    var facts = new DocumentFacts(
                        SnakeCaseNames.FromSnake<DocumentKind>(d.GetProperty("kind").GetString()!),
                        Day(d.GetProperty("signed_on")),
                        null,
                        null,
                        null,
                        null,
                        Day(d.GetProperty("expires_on")),
                        null,
                        d.GetProperty("paper_is_at").GetString(),
                        d.GetProperty("granted").GetString(),
                        d.GetProperty("withheld").GetString(),
                        new(said[0], said[1], said[2], said[3], said[4], said[5], said[6]),
                        d.GetProperty("springing").GetBoolean(),
                        agents
                    );
                    return new DocumentOnCard(
                        d.GetProperty("id").GetGuid(),
                        facts,
                        d.GetProperty("pages").GetInt32(),
                        d.GetProperty("is_open").GetBoolean(),
                        [
                            .. d.GetProperty("former")
                                .EnumerateArray()
                                .Select(one => new FormerFacts(
                                    one[0].GetDateTimeOffset(),
                                    EntryContent.Read<DocumentFacts>(one[1].GetRawText())
                                )),
                        ]
                    );
                }),
        ];
    }

    private static DateOnly? Day(JsonElement day) =>
        day.ValueKind == JsonValueKind.Null
            ? null
            : DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private sealed record PinKept(byte[]? PinHash, DateTimeOffset? RestsUntil);

    private sealed record CardRow(string Name, DateOnly BirthDate, string TimeZone, DateTimeOffset EndsAt, string Documents);

    private sealed record PageRow(
        Guid Id,
        byte[] Sha256,
        long Size,
        string KeyId,
        byte[] WrappedKey,
        string Name,
        string MediaType,
        string Scan,
        int Pages,
        string Kind
    );
}
