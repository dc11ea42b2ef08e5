using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Notifications;

/// <summary>What the database knows of the kinds of notifications, derived from their declarations.</summary>
internal static class NotificationSql
{
    /// <summary>The tables in which the subjects of notifications stand.</summary>
    public static IReadOnlyList<RecordTable> Subjects { get; } =
    [
        .. NotificationKind
            .All.Select(kind => kind.Subject)
            .OfType<RecordTable>()
            .DistinctBy(table => table.Name)
            .OrderBy(table => table.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<DerivedSql> All =>
        [
            new("Notifications/Sql/notification_kinds.rows.sql", Kinds()),
            new("Notifications/Sql/notifications.policies.sql", Policies()),
            new("Notifications/Sql/subject_labels.sql", Labels()),
        ];

    private static string Kinds() =>
        $"""
            insert into notification_kinds as k (kind, topic, part, subject, unnamed) values
            {string.Join(",\n", NotificationKind.All.Select(Row))}
            on conflict (kind) do update
                set topic = excluded.topic, part = excluded.part, subject = excluded.subject, unnamed = excluded.unnamed
                where (k.topic, k.part, k.subject, k.unnamed) is distinct from (excluded.topic, excluded.part, excluded.subject,
                                                                                excluded.unnamed);
            -- What is no longer declared is seen by nobody.
            update notification_kinds set part = 0, subject = null, unnamed = false
            where kind not in ({string.Join(",", NotificationKind.All.Select(kind => $"\n    '{kind.Name}'"))});

            """;

    // What is seen with any of several parts needs a name for them in the enum.
    private static string Row(NotificationKind kind) =>
        $"    ('{kind.Name}', '{kind.Topic.Snake()}', {{{{Category.{kind.Part}}}}}, "
        + $"{(kind.Subject is { } table ? $"'{table.Name}'" : "null")}, {(kind.Unnamed ? "true" : "false")})";

    private static string Policies() =>
        $"""
            alter table notifications enable row level security;
            alter table notifications force row level security;
            create policy owner on notifications to carecoord_owner using (true) with check (true);
            create policy told on notifications for select to carecoord_app using (
                account_id = (select app.actor_id()) and hat = (select app.actor_hat())
                and exists (select from notification_kinds k where k.kind = notifications.kind and case
                    when notifications.patient_id is null then k.unnamed
            {string.Join("\n", Subjects.Select(Seen))}
                    when k.subject is null then exists (select from patient_access a where a.account_id = (select app.actor_id())
                                                         and a.patient_id = notifications.patient_id and a.view_bits & k.part <> 0)
                    else false end));

            """;

    private static string Seen(RecordTable table) =>
        $"        when k.subject = '{table.Name}' then exists (select from {table.Name} s "
        + "where s.patient_id = notifications.patient_id and s.id = notifications.subject_id)";

    private static string Labels() =>
        $"""
        -- The labels of what a notification is about; none where it carries none, or is not there.
        create or replace function app.subject_labels(p_table text, p_patient uuid, p_subject uuid) returns integer
        language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        begin
            return coalesce(case p_table
        {string.Join("\n", Subjects.Where(table => table.Labelled).Select(table =>
            $"        when '{table.Name}' then (select s.labels from {table.Name} s where s.patient_id = p_patient and s.id = p_subject)"))}
                end, 0);
        end $$;

        """;
}
