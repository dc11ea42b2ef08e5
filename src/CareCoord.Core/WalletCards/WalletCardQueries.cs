using CareCoord.Access;
using CareCoord.Patients;

namespace CareCoord.WalletCards;

/// <summary>A patient's wallet cards, and what a card says on paper.</summary>
/// <param name="MayMake">The asker may have cards made and ended.</param>
/// <param name="InEffect">What is in effect and carries no sensitivity label.</param>
public sealed record WalletCardsView(
    PatientBanner Patient,
    bool MayMake,
    DateTimeOffset At,
    IReadOnlyList<DirectiveInEffect> InEffect,
    IReadOnlyList<WalletCardRow> Cards
);

/// <summary>One card: until when it holds, and how often it was opened.</summary>
public sealed record WalletCardRow(
    Guid Id,
    string MadeBy,
    DateTimeOffset MadeAt,
    DateTimeOffset EndsAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? RestsUntil,
    int Openings,
    DateTimeOffset? LastOpenedAt
)
{
    /// <summary>It can be opened, at once or after a rest.</summary>
    public bool Holds(DateTimeOffset now) => RevokedAt is null && ClosedAt is null && EndsAt > now;
}

/// <summary>Reads wallet cards, in one round trip.</summary>
public sealed class WalletCardQueries(RecordReader records)
{
    private const string InEffect = $"""
        select coalesce(jsonb_agg({DirectiveStrip.Line}), '[]') as in_effect, app.actor_moment() as at
        from legal_documents d
        join patients p on p.id = d.patient_id
        left join legal_document_agents g on g.patient_id = d.patient_id and g.document_id = d.id and g.version = d.version and g.rank = 1
        where d.patient_id = $1 and d.kind <> 'release' and d.labels = 0 and d.state = 'accepted'
          and (d.expires_on is null or d.expires_on >= ((select app.actor_moment()) at time zone p.time_zone)::date)
        """;

    private const string Cards =
        "select id, made_by, made_at, ends_at, revoked_at, closed_at, rests_until, openings, last_opened_at from app.cards($1)";

    /// <summary>The cards. Only the patient and a proxy who manages their legal documents see any.</summary>
    public Task<WalletCardsView> CardsAsync(Actor actor, Guid patientId, CancellationToken cancel) =>
        records.ReadAsync(
            actor,
            patientId,
            WalletCardAccess.Read,
            [PatientBanner.Statement(patientId), new(InEffect, patientId), new(Cards, patientId)],
            async (rows, granted) =>
            {
                var patient = await PatientBanner.ReadAsync(rows, granted, cancel);
                var now = await rows.OneAsync<OnPaper>(cancel);
                return new WalletCardsView(
                    patient,
                    granted.MayManage(Category.LegalDocuments) && actor.Hat is Hat.Patient or Hat.Caregiver or Hat.Preview,
                    now.At,
                    now.InEffect,
                    await rows.ListAsync<WalletCardRow>(cancel)
                );
            },
            cancel
        );

    private sealed record OnPaper(IReadOnlyList<DirectiveInEffect> InEffect, DateTimeOffset At);
}
