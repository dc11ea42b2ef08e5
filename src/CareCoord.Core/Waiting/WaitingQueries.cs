using CareCoord.Access;
using CareCoord.CareTasks;

namespace CareCoord.Waiting;

/// <summary>How much waits at the places of staff. The numbers are those of the lists that the places open.</summary>
/// <param name="LateTasks">Late tasks of theirs, and of others whom they gave them; at most <see cref="TasksView.Most"/>.</param>
/// <param name="Tasks">Tasks that they hold or are asked for; at most <see cref="TasksView.Most"/>.</param>
/// <param name="DocumentsToReview">Legal documents that wait for a review, for a coordinator.</param>
/// <param name="DocumentsToRead">Legal documents that they were asked to read and have not confirmed, for a provider.</param>
public sealed record WaitingCounts(int LateTasks, int Tasks, int DocumentsToReview, int DocumentsToRead)
{
    /// <summary>Of those at whose places nothing waits.</summary>
    public static readonly WaitingCounts None = new(0, 0, 0, 0);
}

/// <summary>Counts what waits for a coordinator or a provider, in one round trip; of the others nothing is counted.</summary>
public sealed class WaitingQueries(RecordReader records)
{
    /// <summary>How much waits for the asker. It shows numbers alone, so that it is no entry of the audit.</summary>
    public Task<WaitingCounts> CountsAsync(Actor actor, CancellationToken cancel)
    {
        if (actor.Hat is not (Hat.Coordinator or Hat.Provider))
            return Task.FromResult(WaitingCounts.None);
        Sql[] content = [Tasks, actor.Hat == Hat.Coordinator ? ToReview : ToRead];
        return records.ReadListAsync(
            actor,
            WaitingAccess.Count,
            content,
            async rows =>
            {
                var tasks = await rows.OneAsync<TaskCounts>(cancel);
                var documents = await rows.OneAsync<int>(cancel);
                var reviews = actor.Hat == Hat.Coordinator;
                return new WaitingCounts(tasks.Late, tasks.Mine, reviews ? documents : 0, reviews ? 0 : documents);
            },
            [],
            cancel
        );
    }

    // Each place is read by its own index, as the lists of tasks do.
    private static readonly Sql Tasks = new(
        $"""
        with {CareTaskListSql.Who},
        late (id) as ({Read(
            TaskList.Late,
            "select t.id from care_tasks t where t.closed_at is null and {0} and t.due_key < (select app.actor_moment()) limit $1"
        )}),
        mine (id) as ({Read(TaskList.Mine, "select t.id from care_tasks t where t.closed_at is null and {0} limit $1")})
        select least((select count(distinct id) from late), $1)::integer as late,
               least((select count(distinct id) from mine), $1)::integer as mine
        """,
        TasksView.Most
    );

    private static readonly Sql ToReview = new(
        $"""
        select count(*)::integer from legal_documents d
        where d.state in ('submitted', 'in_review')
          and d.patient_id = any (array(select a.patient_id from patient_access a where a.view_bits & {(int)Category.LegalDocuments} <> 0))
        """
    );

    private static readonly Sql ToRead = new(
        """
        select count(*)::integer from document_readings r
        join legal_documents d on d.patient_id = r.patient_id and d.id = r.document_id
        where r.account_id = (select app.actor_id()) and r.confirmed_at is null and d.state = 'accepted'
        """
    );

    private static string Read(TaskList list, string tasks) =>
        string.Join(" union all ", CareTaskListSql.Places(list).Select(place => place.Read("t.id", tasks)));

    private sealed record TaskCounts(int Late, int Mine);
}
