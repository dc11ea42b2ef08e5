using CareCoord.Access;
using CareCoord.Amendments;
using Npgsql;

namespace CareCoord.CareTasks;

/// <summary>Reads the history of one task: $1 the patient, $2 the task.</summary>
internal static class TaskHistorySql
{
    /// <summary>What the task asked for before it was changed.</summary>
    public static readonly string Former = FormerVersion.Sql("care_task_versions");

    /// <summary>What was written in its history before it was amended.</summary>
    public static readonly string FormerWords = FormerVersion.Sql(
        "care_task_entry_versions",
        "select h.id from care_task_entries h where h.patient_id = $1 and h.task_id = $2"
    );

    public const string Entries = """
        select h.id, h.number, h.action, h.at, a.display_name as name, h.hat, f.display_name as for, h.state,
               coalesce(k.display_name, u.name) as asked, h.words, h.amends,
               h.account_id = (select app.actor_id()) as is_own, h.reason, h.told as told_whom, p.display_name as told_name,
               s.display_name as told_also, n.name as told_unit,
               b.display_name as about
        from care_task_entries h
        join accounts a on a.id = h.account_id
        left join accounts f on f.id = h.for_account_id
        left join accounts k on k.id = h.asked_account_id and h.action in ('assigned', 'offered', 'reassigned')
        left join organisation_units u on u.id = h.asked_unit_id and h.action in ('assigned', 'offered', 'reassigned')
        left join accounts p on p.id = h.told_account_id
        left join accounts s on s.id = h.told_also_id
        left join organisation_units n on n.id = h.told_unit_id
        left join accounts b on b.id = h.about_account_id
        where h.patient_id = $1 and h.task_id = $2 order by h.number desc
        """;

    /// <summary>The results of the last two, one after the other: each entry with what was written there before.</summary>
    public static async Task<List<CareTaskEntryView>> ReadAsync(NpgsqlDataReader rows, Actor actor, CancellationToken cancel)
    {
        var former = (await rows.ListAsync<FormerVersion>(cancel)).ToLookup(one => one.EntryId);
        return (await rows.ListAsync<EntryRow>(cancel)).ConvertAll(act => act.View(actor, former));
    }

    private sealed record EntryRow(
        Guid Id,
        int Number,
        CareTaskAction Action,
        DateTimeOffset At,
        string Name,
        string Hat,
        string? For,
        TaskState State,
        string? Asked,
        string? Words,
        int? Amends,
        bool IsOwn,
        TaskReason? Reason,
        EscalationView? Told,
        string? About
    )
    {
        public CareTaskEntryView View(Actor actor, ILookup<Guid, FormerVersion> former)
        {
            var mayAmend =
                Words is not null
                && CareTaskEntry.IsOfWords(Action)
                && (actor.Hat == Access.Hat.Coordinator || (actor.Hat == Access.Hat.Provider && IsOwn));
            return new(Number, Action, At, Name, Hat, For, State, Asked, Words, Amends, mayAmend, Reason, Told, About, [.. former[Id]]);
        }
    }
}
