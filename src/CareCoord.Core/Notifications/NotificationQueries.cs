using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Notifications;

/// <summary>Reads what a person is told, in one round trip.</summary>
public sealed class NotificationQueries(RecordReader records)
{
    /// <summary>More unread notifications than this are counted as this many.</summary>
    public const int MostCounted = 100;

    private const int PageSize = 30;

    // What may be seen of each, by part and by label, is row security's to say.
    private const string Unread = "select count(*)::integer from (select from notifications n where n.read_at is null limit 100) unread";

    // What stands in the queue of a unit (q) is told without its patient.
    private static readonly string Rows = $"""
        with seen as (
            select n.*, k.subject, coalesce(n.patient_id, q.patient_id) as shown, coalesce(q.title, {string.Join(
            ", ",
            Titled.Select(table => $"{table.Name}.{table.Title}")
        )}) as title,
                   coalesce(p.given_name || ' ' || p.family_name,
                            app.name_in_queue(coalesce(n.patient_id, q.patient_id),
                                              case when k.subject = 'care_tasks' then n.subject_id end)) as patient
            from notifications n
            join notification_kinds k on k.kind = n.kind
            left join patients p on p.id = n.patient_id
            left join care_tasks q on n.patient_id is null and q.asked_unit_id is not null and q.id = n.subject_id
            {string.Join("\n    ", Titled.Select(Joined))}
            where $1::uuid is null or n.id < $1::uuid order by n.id desc limit $2 + 1
        )
        select s.id, s.kind, s.patient_id, s.patient, s.subject_id, c.display_name as by, coalesce(s.title, w.display_name) as subject,
               coalesce(w.id = app.actor_id(), false) as about_reader, s.at, s.read_at is null as is_unread
        from seen s
        join accounts c on c.id = s.caused_by
        left join care_team_members m on s.subject = 'care_team_members' and m.patient_id = s.patient_id and m.id = s.subject_id
        left join accounts w on w.id = case when s.subject is null then s.subject_id else m.account_id end
        order by s.id desc
        offset (select app.show(array(select shown from (select shown from seen order by id desc limit $2) page where shown is not null)))
        """;

    private static string Joined(RecordTable table) =>
        $"left join {table.Name} on k.subject = '{table.Name}' "
        + $"and {table.Name}.patient_id = n.patient_id and {table.Name}.id = n.subject_id";

    private static IEnumerable<RecordTable> Titled => NotificationSql.Subjects.Where(table => table.Title is not null);

    /// <summary>The page; <paramref name="before"/> is the key that the page before gave, or null for the newest.</summary>
    public Task<NotificationsView> NotificationsAsync(Actor actor, string? before, CancellationToken cancel)
    {
        Guid? key = Guid.TryParse(before, out var id) ? id : null;
        return records.ReadListAsync(
            actor,
            NotificationAccess.Read,
            [new(Unread), new(Rows, key, PageSize)],
            async rows => new NotificationsView(
                await rows.OneAsync<int>(cancel),
                Page<NotificationRow>.Of(await rows.ListAsync<NotificationRow>(cancel), PageSize, last => last.Id.ToString())
            ),
            cancel
        );
    }

    /// <summary>How much the asker has not read under this hat. A count is no entry of the audit.</summary>
    public Task<int> UnreadAsync(Actor actor, CancellationToken cancel) =>
        records.ReadListAsync(actor, NotificationAccess.Count, [new(Unread)], rows => rows.OneAsync<int>(cancel), [], cancel);

    /// <summary>How the asker is told.</summary>
    public Task<NotificationChoicesView> ChoicesAsync(Actor actor, CancellationToken cancel)
    {
        Sql[] content =
        [
            new("select topic, in_portal, by_email, is_fixed from app.my_notification_choices()"),
            new("select time_zone, quiet_from, quiet_until, daily_at from app.my_notification_times()"),
        ];
        return records.ReadListAsync(
            actor,
            NotificationAccess.ReadChoices,
            content,
            async rows =>
            {
                var topics = await rows.ListAsync<TopicView>(cancel);
                var times = await rows.FirstAsync<Times>(cancel) ?? throw new NotFound();
                return new NotificationChoicesView(topics, times.TimeZone, times.QuietFrom, times.QuietUntil, times.DailyAt);
            },
            cancel
        );
    }

    private sealed record Times(string TimeZone, TimeOnly? QuietFrom, TimeOnly? QuietUntil, TimeOnly DailyAt);
}
