using CareCoord.Access;
using CareCoord.SavedViews;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Caseloads;

/// <summary>Reads the coordinator's desk, and somebody on it, each in one round trip.</summary>
public sealed class CaseloadDeskQueries(RecordReader records)
{
    /// <summary>A page of the desk. Throws <see cref="NotFound"/> for anyone but a coordinator.</summary>
    /// <param name="actor">The asker.</param>
    /// <param name="asked">Order, filters and page.</param>
    /// <param name="known">The patients that the asker's open page shows already; null where it is opened now.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<CaseloadDeskView> DeskAsync(Actor actor, CaseloadFilter asked, IReadOnlyList<Guid>? known, CancellationToken cancel)
    {
        actor.MustBeAt(Desk.Caseload);
        return ReadAsync(
            actor,
            CaseloadAccess.Read,
            [CaseloadDeskSql.Page(asked), SavedView.Statement(Desk.Caseload), KeptColumns.Statement(Desk.Caseload)],
            async rows =>
            {
                var found = await rows.ListAsync<Found>(cancel);
                var page = Page<CaseloadDeskRow>.Of(
                    [.. found.Select(one => one.WithNext()).OfType<CaseloadDeskRow>()],
                    CaseloadDeskSql.PageSize,
                    last => last.PatientId.ToString("N")
                );
                var views = await rows.ListAsync<SavedView>(cancel);
                return new CaseloadDeskView(
                    found[0].Counts,
                    page,
                    views,
                    (await rows.FirstAsync<KeptColumns>(cancel))?.Columns,
                    found[0].ChangesOf
                );
            },
            known,
            cancel
        );
    }

    /// <summary>Somebody of the caseload, for the panel beside it. Throws <see cref="NotFound"/> where they are not on it.</summary>
    /// <param name="actor">The asker.</param>
    /// <param name="patientId">Whom they open.</param>
    /// <param name="known">The patients that the asker's open panel shows already; null where it is opened now.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<CaseloadPerson> PersonAsync(Actor actor, Guid patientId, IReadOnlyList<Guid>? known, CancellationToken cancel) =>
        ReadAsync(
            actor,
            CaseloadAccess.Glance,
            [CaseloadPersonSql.Person(patientId), CaseloadPersonSql.Tasks(patientId)],
            async rows =>
            {
                var person = await rows.FirstAsync<CaseloadPerson>(cancel) ?? throw new NotFound();
                return person with { Tasks = await rows.ListAsync<CaseloadPersonTask>(cancel) };
            },
            known,
            cancel
        );

    private Task<T> ReadAsync<T>(
        Actor actor,
        AuditedAction action,
        Sql[] content,
        Func<NpgsqlDataReader, Task<T>> project,
        IReadOnlyList<Guid>? known,
        CancellationToken cancel
    ) =>
        known is null
            ? records.ReadListAsync(actor, action, content, project, cancel)
            : records.ReadListAsync(actor, action, content, project, known, cancel);

    private sealed record Found(CaseloadCounts Counts, Guid[] ChangesOf, CaseloadDeskRow? Row, NextVisit? Visit, NextTask? Task)
    {
        public CaseloadDeskRow? WithNext() =>
            Row is null
                ? null
                : Row with
                {
                    Next =
                        Visit is { } visit && (Task is null || visit.At <= Task.At)
                            ? new(true, visit.IsThere, visit.Id, visit.Title, visit.At, visit.With)
                        : Task is { } task ? new(false, false, task.Id, task.Title, task.At, null)
                        : null,
                };
    }

    private sealed record NextVisit(DateTimeOffset At, Guid Id, string Title, bool IsThere, string? With);

    private sealed record NextTask(DateTimeOffset At, Guid Id, string Title);
}
