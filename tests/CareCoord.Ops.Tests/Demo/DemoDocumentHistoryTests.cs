using CareCoord.Ops.Audit;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>The history of each legal document of the demo fits how it stands, in the portal, the access history and the audit.</summary>
[Collection(nameof(DemoCluster))]
public sealed class DemoDocumentHistoryTests(DemoCluster demo)
{
    [Fact]
    public async Task Each_history_ends_as_the_document_stands_lies_in_the_past_and_is_in_order()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from legal_documents d
                cross join lateral (select (array_agg(h.action order by h.at desc, h.id desc))[1] as last, min(h.at) as first,
                                           max(h.at) as latest, bool_or(h.at > now()) as ahead
                                    from legal_document_entries h where h.patient_id = d.patient_id and h.document_id = d.id) h
                where h.last is distinct from case d.state when 'in_review' then 'taken_up' else d.state end or h.first <> d.submitted_at
                  or h.ahead
                   or h.latest <> coalesce(d.ended_at, d.reviewed_at, d.submitted_at) or d.uploaded_at > d.submitted_at
                   or d.signed_on > d.uploaded_at::date or d.reviewed_at < d.submitted_at
                   or d.uploaded_at < (select p.created_at from patients p where p.id = d.patient_id)
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                "select count(*) from document_readings where asked_at > now() or confirmed_at > now() or reminded_at > now()"
            )
        );
    }

    [Fact]
    public async Task The_portal_finds_nothing_left_to_do_with_them()
    {
        // Everybody on a team has been asked to read what is in effect, and nothing in effect has run out.
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from legal_documents d join care_team_members m on m.patient_id = d.patient_id and m.provider_id is not null
                  and m.until is null
                where d.state = 'accepted'
                  and not exists (select from document_readings r where r.document_id = d.id and r.account_id = m.account_id)
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from legal_documents where state = 'accepted' and expires_on < (now() at time zone 'America/Chicago')::date
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                $"""
                select count(*) from document_readings r join legal_documents d on d.id = r.document_id
                where d.state = 'accepted' and r.confirmed_at is null
                  and coalesce(r.reminded_at, r.asked_at) < timestamptz '{demo.LoadedAt:O}' - interval '2 days'
                """
            )
        );
        // What waits has its task, and what was answered has none that is open.
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from legal_documents d
                where (d.state in ('submitted', 'in_review'))
                   <> exists (select from care_tasks t where t.patient_id = d.patient_id and t.about = 'document' and t.about_id = d.id
                                and t.closed_at is null)
                """
            )
        );
    }

    [Fact]
    public async Task The_access_history_tells_who_handed_in_accepted_and_read_and_the_audit_is_whole()
    {
        Assert.Equal(
            "Ana Reyes legal-document.submitted t, Carla Jimenez legal-document.accepted f, Dr. "
                + "Grace Okafor legal-document.reading-confirmed f",
            await demo.AskAsync<string>(
                """
                select string_agg(distinct concat_ws(' ', a.display_name, e.action, e.acting_for is not null), ', ')
                from audit_entries e join audit_subjects s on s.audit_id = e.id join legal_documents d on d.id = e.subject_id
                    and d.patient_id = s.patient_id
                join patients p on p.id = d.patient_id join accounts a on a.id = e.account_id
                where p.given_name = 'Rosa' and p.family_name = 'Reyes' and d.state = 'accepted' and d.kind = 'advance_directive'
                  and (e.action in ('legal-document.submitted', 'legal-document.accepted')
                       or (e.action = 'legal-document.reading-confirmed' and a.email like 'grace@%'))
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from legal_documents d join legal_document_entries h on h.patient_id = d.patient_id and h.document_id = d.id
                join caseload_assignments c on c.patient_id = d.patient_id join accounts a on a.id = c.coordinator_account_id
                where a.email like 'carla@%' and h.action in ('submitted', 'taken_up', 'accepted', 'returned', 'expired')
                  and not exists (select from audit_entries e where e.subject_id = d.id and e.at = h.at and e.account_id = h.account_id
                                    and e.hat = h.hat and e.action = 'legal-document.' || replace(h.action, '_', '-'))
                """
            )
        );
        Assert.Equal("00:01:00", await demo.AskAsync<string>("select clock_tolerance::text from app.signing_key"));
        Assert.Empty((await VerifyAudit.RunAsync(demo.Cluster.OwnerConnectionString(), null, default)).Problems);
    }
}
