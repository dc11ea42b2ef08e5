using CareCoord.Access;
using CareCoord.SavedViews;
using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>Reads the coordinator's desk, in one round trip.</summary>
public sealed class CaseloadDeskQueries(RecordReader records)
{
    /// <summary>A page of the desk. Throws <see cref="NotFound"/> for anyone but a coordinator.</summary>
    public Task<CaseloadDesk> DeskAsync(Actor actor, CaseloadFilter asked, CancellationToken cancel)
    {
        actor.MustBeAt(Desk.Caseload);
        return records.ReadListAsync(
            actor,
            CaseloadAccess.Read,
            [CaseloadDeskSql.Page(asked), SavedView.Statement(Desk.Caseload)],
            async rows =>
            {
                var found = await rows.ListAsync<Found>(cancel);
                var page = Page<CaseloadDeskRow>.Of(
                    [.. found.Select(one => one.WithNext()).OfType<CaseloadDeskRow>()],
                    CaseloadDeskSql.PageSize,
                    last => last.PatientId.ToString("N")
                );
                return new CaseloadDesk(found[0].Counts, page, await rows.ListAsync<SavedView>(cancel));
            },
            cancel
        );
    }

    private sealed record Found(CaseloadCounts Counts, CaseloadDeskRow? Row, NextVisit? Visit, NextTask? Task)
    {
        public CaseloadDeskRow? WithNext() =>
            Row is null
                ? null
                : Row with
                {
                    Next =
                        Visit is { } visit && (Task is null || visit.At <= Task.At) ? new(true, visit.Id, visit.Title, visit.At, visit.With)
                        : Task is { } task ? new(false, task.Id, task.Title, task.At, null)
                        : null,
                };
    }

    private sealed record NextVisit(DateTimeOffset At, Guid Id, string Title, string? With);

    private sealed record NextTask(DateTimeOffset At, Guid Id, string Title);
}
