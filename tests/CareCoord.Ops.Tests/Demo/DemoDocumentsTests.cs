using System.Text.Json;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.LegalDocuments;
using CareCoord.Ops.Demo;
using CareCoord.Patients;
using CareCoord.Testing;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>The legal documents of the demo: what they are, whom they concern, and that they are the same each day.</summary>
[Collection(nameof(DemoCluster))]
public sealed class DemoDocumentsTests(DemoCluster demo)
{
    private const string Everything = """
        select concat_ws(' ', (select string_agg(concat_ws('/', d.id, d.state, d.file_id, d.xmin), ' ' order by d.patient_id, d.id)
                               from legal_documents d),
                              (select count(*) from files), (select count(*) from legal_document_agents),
                              (select count(*) from legal_document_entries),
                              (select count(*) from document_readings), (select count(*) from care_tasks),
                              (select count(*) from audit_entries))
        """;

    [Fact]
    public async Task Rosas_directive_and_power_of_attorney_are_in_effect_and_the_directive_of_2019_gave_way()
    {
        Assert.Equal(
            string.Join(
                '\n',
                "advance_directive accepted by Ana Reyes as caregiver: no no no trial trial no no, 2 pages, 1 agents, read by 4 of 5",
                "advance_directive superseded by Rosa Reyes as patient: "
                    + "yes trial not_said yes yes not_said not_said, 1 pages, 0 agents, read by 5 of 5",
                "health_care_power_of_attorney accepted by Ana Reyes as caregiver: "
                    + "not_said not_said not_said not_said not_said not_said not_said, 2 pages, 2 agents, read by 5 of 5"
            ),
            await demo.AskAsync<string>(
                """
                select string_agg(concat(d.kind, ' ', d.state, ' by ', u.display_name, ' as ', d.uploaded_as, ': ',
                                         concat_ws(' ', d.cpr, d.intubation, d.tube_feeding, d.iv_fluids,
                           d.antibiotics, d.dialysis, d.comfort_only), ', ', f.pages, ' pages, ',
                           (select count(*) from legal_document_agents a where a.document_id = d.id), ' agents, read by ',
                           (select count(r.confirmed_at) || ' of ' || count(*) from document_readings r where r.document_id = d.id)), E'\n'
                           order by d.kind, d.state)
                from legal_documents d join patients p on p.id = d.patient_id join accounts u on u.id = d.uploaded_by
                join files f on f.id = d.file_id
                where p.given_name = 'Rosa' and p.family_name = 'Reyes'
                """
            )
        );
        Assert.Equal(
            "t t t",
            await demo.AskAsync<string>(
                """
                select concat_ws(' ', old.signed_on = '2019-05-14', new.supersedes_id = old.id and old.ended_at = new.reviewed_at,
                                 new.review_on > current_date and new.witnesses is not null and new.paper_is_at is not null)
                from legal_documents old join legal_documents new on new.patient_id = old.patient_id and new.kind = old.kind
                    and new.state = 'accepted'
                where old.state = 'superseded'
                """
            )
        );
    }

    [Fact]
    public async Task Anas_permission_rests_on_the_power_of_attorney_that_names_her_first()
    {
        Assert.Equal(
            "Ana Reyes health_care_power_of_attorney 1 Ana Reyes, 2 Mateo Reyes",
            await demo.AskAsync<string>(
                """
                select concat_ws(' ', c.display_name, d.kind, (select string_agg(a.rank || ' ' || a.name, ', ' order by a.rank)
                                                               from legal_document_agents a where a.document_id = d.id))
                from proxy_grants g join accounts c on c.id = g.caregiver_account_id join legal_documents d on d.id = g.rests_on_document_id
                """
            )
        );
        Assert.True(await demo.AskAsAsync<bool>("ana", Hat.Caregiver, "select count(*) = 3 from legal_documents where state <> 'draft'"));
        Assert.Equal(0L, await demo.AskAsAsync<long>("lucia", Hat.Caregiver, "select count(*) from legal_documents"));
    }

    [Fact]
    public async Task Walter_has_one_in_effect_and_one_to_mend_and_Denise_waits_for_Carla()
    {
        Assert.Equal(
            "advance_directive returned t, health_care_power_of_attorney accepted f",
            await demo.AskAsync<string>(
                """
                select string_agg(concat_ws(' ', d.kind, d.state, coalesce(d.review_words like '%witnesses%', false)), ', ' order by d.kind)
                from legal_documents d join patients p on p.id = d.patient_id
                where p.family_name = 'Brandt'
                """
            )
        );
        Assert.Equal(
            "submitted, Review a document that was handed in: assigned to carla by the portal",
            await demo.AskAsync<string>(
                """
                select concat(d.state, ', ', t.title, ': ', t.state, ' to ', split_part(a.email, '@', 1), ' by ',
                              case when h.hat = 'system' then 'the portal' end)
                from legal_documents d join patients p on p.id = d.patient_id join care_tasks t on t.patient_id = d.patient_id
                    and t.about = 'document' and t.about_id = d.id
                join accounts a on a.id = t.asked_account_id join care_task_entries h on h.task_id = t.id and h.number = 1
                where p.family_name = 'Moore' and p.given_name = 'Denise'
                """
            )
        );
    }

    [Fact]
    public async Task Carlas_caseload_and_the_further_patients_show_every_kind_of_lack_and_most_kinds_of_state()
    {
        const string states = """
            select string_agg(distinct d.state, ' ' order by d.state) from legal_documents d
            join caseload_assignments c on c.patient_id = d.patient_id
            join accounts a on a.id = c.coordinator_account_id where a.email like
            """;
        Assert.Matches("^accepted expired (in_review )?returned submitted superseded$", await demo.AskAsync<string>(states + " 'carla@%'"));
        Assert.Equal("accepted expired submitted", await demo.AskAsync<string>(states + " 'coordinator%'"));
        Assert.Equal(
            "0 1 2",
            await demo.AskAsync<string>(
                """
                select string_agg(distinct n::text, ' ') from (
                    select (select count(distinct d.kind) from legal_documents d where d.patient_id = c.patient_id and d.state = 'accepted'
                              and d.kind in ('advance_directive', 'health_care_power_of_attorney')) n
                    from caseload_assignments c join accounts a on a.id = c.coordinator_account_id where a.email like 'carla@%') n
                """
            )
        );
        Assert.InRange(
            await demo.AskAsync<long>(
                """
                select count(*) filter (where exists (select from legal_documents d where d.patient_id = p.id)) * 100 / count(*)
                from patients p join caseload_assignments c on c.patient_id = p.id join accounts a on a.id = c.coordinator_account_id
                where a.email like 'coordinator%' and p.birth_date < current_date - interval '65 years'
                """
            ),
            25,
            55
        );
    }

    [Fact]
    public async Task Loading_again_changes_nothing_and_writes_no_file()
    {
        var (before, files) = (await demo.AskAsync<string>(Everything), Files());

        await demo.LoadAsync(310);

        Assert.Equal(before, await demo.AskAsync<string>(Everything));
        Assert.Equal(files, Files());

        string[] Files() => [.. Directory.EnumerateFiles(demo.DocumentsKept, "*", SearchOption.AllDirectories).Order()];
    }

    [Fact]
    public async Task Nobody_is_told_of_what_they_did_themselves_and_Walter_knows_what_to_mend() =>
        Assert.Equal(
            "1 0",
            await demo.AskAsync<string>(
                """
                select concat_ws(' ', (select count(*) from notifications n join accounts a on a.id = n.account_id
                                       where n.kind = 'document_returned' and a.email like 'walter@%'),
                                      (select count(*) from notifications where kind like 'document%' and account_id = caused_by))
                """
            )
        );

    [Theory]
    [ClassData(typeof(SomeDays))]
    public void Whatever_the_day_the_same_papers_are_written_and_nothing_lies_ahead(DateTimeOffset now)
    {
        var clock = new TestClock(now);
        var (first, second) = (Written(clock), Written(clock));

        Assert.Equal(Told(first.Rows.Of<LegalDocument>()), Told(second.Rows.Of<LegalDocument>()));
        Assert.Equal(Told(first.Rows.Of<LegalDocumentEntry>()), Told(second.Rows.Of<LegalDocumentEntry>()));
        Assert.Equal(Told(first.Rows.Of<DocumentReading>()), Told(second.Rows.Of<DocumentReading>()));
        Assert.Equal(first.Papers.SelectMany(Drawn), second.Papers.SelectMany(Drawn));
        Assert.All(first.Rows.Of<LegalDocumentEntry>(), act => Assert.True(act.At <= clock.GetUtcNow()));
        Assert.All(first.Rows.Of<CareTaskEntry>(), act => Assert.True(act.At <= clock.GetUtcNow()));
        Assert.All(first.Audited, act => Assert.True(act.At <= clock.GetUtcNow()));
        Assert.All(
            first.Rows.Of<CareTask>().Where(task => task.ClosedAt is null),
            task => Assert.True(task.DueAt > clock.GetUtcNow(), $"{task.Title} is late")
        );
        Assert.DoesNotContain(first.Rows.Of<CareTaskRung>(), rung => rung.Rung == Rung.Deputy && rung.FiredAt is not null);

        static IEnumerable<string> Drawn(Paper paper) => PdfPage.Of(paper.Pdf).Select(page => page.Drawn);
    }

    private static IEnumerable<string> Told(IEnumerable<object> rows) => rows.Select(row => JsonSerializer.Serialize(row));

    // The people of the network as they would be read from the database.
    private static DemoScene Written(TimeProvider clock)
    {
        var scene = new DemoScene(new DemoCalendar(clock), new Diary(), "");
        RiversideNetwork.WriteStaff(scene);
        RiversideNetwork.WritePeople(scene);
        var documents = scene.Another(notifies: true);
        documents.Knows(RiversideStaff.Carla, "Carla Jimenez");
        foreach (var p in scene.Rows.Of<Patient>())
        {
            var assignment = scene.Rows.Of<CaseloadAssignment>().Single(a => a.PatientId == p.Id);
            RiversideDocuments.Write(
                new(
                    documents,
                    new(
                        p.Id,
                        p.AccountId,
                        $"{p.GivenName} {p.FamilyName}",
                        p.BirthDate,
                        p.CreatedAt,
                        assignment.CoordinatorAccountId,
                        assignment.Id,
                        [
                            .. scene
                                .Rows.Of<CareTeamMember>()
                                .Where(m => m.PatientId == p.Id && m.ProviderId is not null && m.Until is null)
                                .Select(m => (m.AccountId, m.Role, m.Since)),
                        ]
                    )
                )
            );
        }

        return documents;
    }
}
