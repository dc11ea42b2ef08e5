using CareCoord.Access;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Notifications;

/// <summary>Reads what a person is told, in one round trip.</summary>
public sealed class NotificationQueries(RecordReader records)
{
    /// <summary>More unread notifications than this are counted as this many.</summary>
    public const int MostCounted = 100;

    private const int PageSize = 30;

    // What row security lets through (t is the task it is about, q one in the queue of a unit, told without its patient), less what is about somebody or something that the reader can no longer see.
    private const string Seen =
        """
        from notifications n
        left join patients p on p.id = n.patient_id
        left join care_tasks t on n.kind like 'task%' and t.patient_id = n.patient_id and t.id = n.subject_id
        left join care_tasks q on n.kind like 'task%' and n.patient_id is null and q.asked_unit_id is not null and q.id = n.subject_id
        left join legal_documents d on n.kind like 'document%' and d.patient_id = n.patient_id and d.id = n.subject_id
        where case when n.kind like 'task%' then coalesce(t.id, q.id) is not null when n.kind like 'document%' and n.patient_id is not null then d.id is not null
                   else n.patient_id is null or p.id is not null end
        """;

    private const string Unread = $"select count(*)::integer from (select {Seen} and n.read_at is null limit 100) unread";

    private const string Rows =
        $"""
        with seen as (
            select n.*, coalesce(n.patient_id, q.patient_id) as shown, coalesce(t.title, q.title) as title, d.kind as document,
                   coalesce(p.given_name || ' ' || p.family_name, app.name_in_queue(coalesce(t.patient_id, q.patient_id), coalesce(t.id, q.id))) as patient
            {Seen} and ($1::uuid is null or n.id < $1::uuid) order by n.id desc limit $2 + 1
        )
        select s.id, s.kind, s.patient_id, s.patient, s.subject_id, c.display_name, coalesce(s.title, s.document, w.display_name), coalesce(w.id = app.actor_id(), false),
               s.at, s.read_at is null
        from seen s
        join accounts c on c.id = s.caused_by
        left join care_team_members m on s.kind like 'team%' and m.patient_id = s.patient_id and m.id = s.subject_id
        left join accounts w on w.id = case when s.kind like 'deputy%' or s.kind like 'stand_in%' then s.subject_id else m.account_id end
        order by s.id desc
        offset (select app.show(array(select shown from (select shown from seen order by id desc limit $2) page where shown is not null)))
        """;

    /// <summary>The page; <paramref name="before"/> is the key that the page before gave, or null for the newest.</summary>
    public Task<NotificationsView> NewsAsync(Actor actor, string? before, CancellationToken cancel)
    {
        Guid? key = Guid.TryParse(before, out var id) ? id : null;
        return records.ReadListAsync(actor, NotificationAccess.Read, [new(Unread), new(Rows, key, PageSize)], async rows => new NotificationsView(
            await CountAsync(rows, cancel),
            Page<NotificationRow>.Of(await rows.ListAsync(Read, cancel), PageSize, last => last.Id.ToString())), cancel);
    }

    /// <summary>How much the asker has not read under this hat. A count is no entry of the audit.</summary>
    public Task<int> UnreadAsync(Actor actor, CancellationToken cancel) =>
        records.ReadListAsync(actor, NotificationAccess.Count, [new(Unread)], rows => CountAsync(rows, cancel), [], cancel);

    /// <summary>How the asker is told.</summary>
    public Task<NotificationChoicesView> ChoicesAsync(Actor actor, CancellationToken cancel)
    {
        Sql[] content =
        [
            new("select topic, in_portal, by_email, is_fixed from app.my_notification_choices()"),
            new("select time_zone, quiet_from, quiet_until, daily_at from app.my_notification_times()"),
        ];
        return records.ReadListAsync(actor, NotificationAccess.ReadChoices, content, async rows =>
        {
            var topics = await rows.ListAsync(
                r => new TopicView(r.Word<NotificationTopic>(0), r.GetBoolean(1), r.Word<MailPace>(2), r.GetBoolean(3)), cancel);
            return await rows.FirstAsync(r => new NotificationChoicesView(
                topics, r.GetString(0), r.Maybe<TimeOnly>(1), r.Maybe<TimeOnly>(2), r.GetFieldValue<TimeOnly>(3)), cancel) ?? throw new NotFound();
        }, cancel);
    }

    private static async Task<int> CountAsync(NpgsqlDataReader rows, CancellationToken cancel)
    {
        await rows.ReadAsync(cancel);
        var count = rows.GetInt32(0);
        await rows.NextResultAsync(cancel);
        return count;
    }

    private static NotificationRow Read(NpgsqlDataReader r) => new(r.GetGuid(0), r.Word<NotificationKind>(1), r.Maybe<Guid>(2), r.Text(3),
        r.Maybe<Guid>(4), r.GetString(5), r.Text(6), r.GetBoolean(7), r.Time(8), r.GetBoolean(9));
}
