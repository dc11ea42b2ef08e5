using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.BreakTheGlass;

/// <summary>
/// Reads who was found and what is open, for clinical staff, and the list to review, for administrators; each in one round trip.
/// </summary>
public sealed class GlassQueries(RecordReader records)
{
    private const int PageSize = 30;

    private const string Open = """
        with shown as (
            select p.id as patient_id, p.given_name || ' ' || p.family_name as name, p.birth_date, p.record_number as number,
                   a.valid_until as until
            from patient_access a join patients p on p.id = a.patient_id
            where a.basis = 'broken_glass'
        )
        select shown.* from shown order by shown.until, shown.patient_id
        offset (select app.show(array(select patient_id from shown)))
        """;

    private const string Found = "select patient_id, name, birth_date, number, pronouns, has_access from app.people_found($1)";

    // The pages of a record that somebody may open.
    private static readonly string[] Looks =
    [
        .. AuditedAction.All.Values.OfType<AccessRule>().Where(rule => rule.IsLook).Select(rule => rule.Action),
    ];

    private const string List = """
        select id, account_id, by_whom, hat, patient, since, until, ended, reason_kind as kind, reason, pages, verdict, review_note as note,
               reviewed_by, reviewed_at
        from app.glass_list($1, $2, $3, $4, $5)
        """;

    /// <summary>What is open and who was found lately. Throws <see cref="NotFound"/> for anyone but providers and coordinators.</summary>
    public Task<FindPersonView> FindPersonAsync(Actor actor, CancellationToken cancel) =>
        !IsClinical(actor)
            ? throw new NotFound()
            : records.ReadListAsync(
                actor,
                GlassAccess.Find,
                [new(Open), new(Found, (Guid?)null)],
                async rows => new FindPersonView(await rows.ListAsync<OpenGlass>(cancel), await rows.ListAsync<FoundPerson>(cancel)),
                cancel
            );

    /// <summary>One person whom the asker found in the last 15 minutes. Throws <see cref="NotFound"/> where they did not.</summary>
    public async Task<FoundPerson> FoundAsync(Actor actor, Guid patientId, CancellationToken cancel) =>
        await records.ReadListAsync(actor, GlassAccess.Find, [new(Found, patientId)], rows => rows.FirstAsync<FoundPerson>(cancel), cancel)
        ?? throw new NotFound();

    /// <summary>
    /// Those not yet reviewed first, the newest first; <paramref name="after"/> is the key that the page before gave. Throws
    /// <see cref="NotFound"/> for anyone but an administrator.
    /// </summary>
    public Task<Page<GlassForReview>> ReviewsAsync(Actor actor, string? after, CancellationToken cancel)
    {
        var key = Key(after);
        return ReadAsync(
            actor,
            null,
            new(List, null, key?.Reviewed, key?.Id, PageSize, Looks),
            async rows =>
                Page<GlassForReview>.Of(
                    await rows.ListAsync<GlassForReview>(cancel),
                    PageSize,
                    last => $"{(last.Verdict is null ? "open" : "reviewed")}.{last.Id:N}"
                ),
            cancel
        );
    }

    /// <summary>One to review. Throws <see cref="NotFound"/> where there is none, and for anyone but an administrator.</summary>
    public async Task<GlassForReview> ReviewAsync(Actor actor, Guid glassId, CancellationToken cancel) =>
        await ReadAsync(actor, glassId, new(List, glassId, null, null, 1, Looks), rows => rows.FirstAsync<GlassForReview>(cancel), cancel)
        ?? throw new NotFound();

    private Task<T> ReadAsync<T>(Actor actor, Guid? glass, Sql list, Func<NpgsqlDataReader, Task<T>> project, CancellationToken cancel)
    {
        if (actor.Hat != Hat.Administrator)
            throw new NotFound();
        return glass is { } one
            ? records.ReadOneAsync(actor, GlassAccess.ReadReviews, Subject.Of("broken-glass", one), [list], project, null, cancel)
            : records.ReadListAsync(actor, GlassAccess.ReadReviews, [list], project, cancel);
    }

    private static bool IsClinical(Actor actor) => actor.Hat is Hat.Provider or Hat.Coordinator;

    private static (bool Reviewed, Guid Id)? Key(string? text) =>
        text?.Split('.') is ["open" or "reviewed", var id] parts && Guid.TryParseExact(id, "N", out var row)
            ? (parts[0] == "reviewed", row)
            : null;
}
