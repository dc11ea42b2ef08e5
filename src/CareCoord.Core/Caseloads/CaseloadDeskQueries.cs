using System.Text.Json;
using CareCoord.Access;
using CareCoord.Patients;
using CareCoord.SavedViews;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Caseloads;

/// <summary>Reads the coordinator's desk, in one round trip.</summary>
public sealed class CaseloadDeskQueries(RecordReader records)
{
    /// <summary>A page of the desk. Throws <see cref="NotFound"/> for anyone but a coordinator.</summary>
    public Task<CaseloadDesk> DeskAsync(Actor actor, CaseloadAsked asked, CancellationToken cancel)
    {
        actor.MustBeAt(Desk.Caseload);
        return records.ReadListAsync(actor, CaseloadAccess.Read, [CaseloadDeskSql.Page(asked), SavedView.Statement(Desk.Caseload)], async rows =>
        {
            var counts = new CaseloadCounts(0, 0, 0, 0, 0, 0);
            var found = await rows.ListAsync(r =>
            {
                counts = new(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5));
                return r.IsDBNull(6) ? null : Read(r);
            }, cancel);
            var page = Page<CaseloadDeskRow>.Of([.. found.OfType<CaseloadDeskRow>()], CaseloadDeskSql.PageSize, last => last.PatientId.ToString("N"));
            return new CaseloadDesk(counts, page, await rows.ListAsync(SavedView.Read, cancel));
        }, cancel);
    }

    private static CaseloadDeskRow Read(NpgsqlDataReader r)
    {
        var changes = Changes(r.Text(29));
        return new(r.GetGuid(6), r.GetString(7), r.Date(8), r.Text(9), r.Text(10),
            r.MaybeWord<Risk>(11) is { } risk ? new RiskView(risk, r.GetString(12), r.Time(13)) : null, Reason.Read(r.GetString(14)), Next(r), r.GetInt32(22),
            TransitionClock.Read(r, 23), r.Maybe<DateTimeOffset>(28), changes, r.GetInt32(30) - changes.Count, r.Maybe<int>(31), r.Maybe<DateTimeOffset>(32), DocumentsOf.Read(r, 33));
    }

    private static NextUp? Next(NpgsqlDataReader r)
    {
        var (visit, due) = (r.Maybe<DateTimeOffset>(17), r.Maybe<DateTimeOffset>(21));
        if (visit is { } starts && (due is null || starts <= due))
            return new(true, r.GetGuid(15), r.GetString(16), starts, r.Text(18));
        return due is { } until ? new(false, r.GetGuid(19), r.GetString(20), until, null) : null;
    }

    private static List<SinceLook> Changes(string? json)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(change => new SinceLook(Words.FromSnake<SinceLookKind>(change[0].GetString()!),
            change[1].GetString()!, change[2].GetDateTimeOffset(), change[3].ValueKind == JsonValueKind.Null ? null : change[3].GetGuid()))];
    }
}
