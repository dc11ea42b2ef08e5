using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;
using CareCoord.CareTeams;
using CareCoord.Core.Tests.CareTasks;
using CareCoord.Core.Tests.LegalDocuments;
using CareCoord.LegalDocuments;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Amendments;

/// <summary>
/// What the portal itself does stands in the histories as kinds and values: the page says it, in the reader's language. Words there are
/// those of persons.
/// </summary>
public sealed class KindsNotSentencesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // Every table in which somebody under a hat is said to have done something.
    private const string Histories = """
        select c.relname || '.' || a.attname from pg_class c
        join pg_attribute h on h.attrelid = c.oid and h.attname = 'hat'
        join pg_attribute i on i.attrelid = c.oid and i.attname = 'account_id'
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
          and exists (select from pg_attribute p where p.attrelid = c.oid and p.attname = 'patient_id') order by 1
        """;

    [Fact]
    public async Task All_that_the_portal_does_leaves_no_sentence()
    {
        database.Clock.Set(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
        var tasks = await TaskStage.PlayAsync(database);
        var late = await tasks.AcceptedByAsync(tasks.Mia, TaskStage.Work(priority: Priority.Stat, inDays: 1));
        await tasks.AssignAsync(new(Unit: tasks.Unit), TaskStage.Work(priority: Priority.Asap));
        var left = await tasks.AcceptedByAsync(tasks.Nurse);
        await database
            .Get<LeaveCareTeam>()
            .RunAsync(tasks.Coordinator, new(tasks.Patient, tasks.Cast.Member, await MemberVersionAsync(tasks.Cast.Member)), default);
        database.Clock.Advance(TimeSpan.FromDays(9));
        await database.Get<FireDueEscalations>().ClimbAsync([], default);
        var documents = new DocumentStage(database);
        await documents.OpenAsync();
        await documents.InEffectAsync(
            documents.Cast.Self,
            DocumentStage.Facts() with
            {
                ExpiresOn = DateOnly.FromDateTime(database.Clock.GetUtcNow().Date.AddDays(2)),
            }
        );
        var returned = await documents.HandInAsync(
            documents.Cast.Self,
            DocumentStage.Facts(DocumentKind.Release, new AgentNamed("Ana", null, null, null))
        );
        await documents.ReviewAsync(documents.Cast.Coordinator, returned, DocumentVerdict.Return, "A page is missing.");
        await documents.SubmitAsync(documents.Cast.Self, returned);
        await documents.RevokeAsync(documents.Cast.Self, returned);
        database.Clock.Advance(TimeSpan.FromDays(5));
        await database.Get<TendLegalDocuments>().TendAsync(default);

        Assert.Equal(
            ["assigned", "done", "escalated", "escalated_to_deputy", "reminded"],
            await ListAsync("select distinct action from care_task_entries where hat = 'system' order by 1")
        );
        Assert.Equal(["expired"], await ListAsync("select distinct action from legal_document_entries where hat = 'system'"));
        Assert.Empty(await SentencesAsync());
        // What the portal says where a person acted.
        Assert.Equal(
            ["document_accepted", "document_returned", "document_taken_back", "left_team"],
            await ListAsync("select distinct reason from care_task_entries where reason is not null order by 1")
        );
        Assert.Empty(
            await ListAsync("select words from care_task_entries where (reason is not null or told is not null) and words is not null")
        );
        Assert.Equal(
            ["done", "left_team"],
            await ListAsync(
                "select coalesce(state_note, state_reason) from care_tasks where id = any ($1) order by 1",
                (Guid[])[left, await DoneAsync(tasks, late)]
            )
        );
    }

    [Fact]
    public async Task The_demo_has_none_either()
    {
        var demo = new DemoDatabase();
        await demo.InitializeAsync();
        try
        {
            Assert.Empty(await SentencesAsync(demo));
            Assert.NotEqual(0, await demo.AsOwnerAsync<long>("select count(*) from care_task_entries where told is not null"));
        }
        finally
        {
            await demo.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(
        "insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id, words, "
            + "labels) select patient_id, gen_random_uuid(), id, 9, 'reminded', now(), owner_account_id, "
            + "'system', state, owner_account_id, 'Told: Carla.', 0 from care_tasks where id = $1"
    )]
    [InlineData(
        "insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id, words, "
            + "reason, labels) select patient_id, gen_random_uuid(), id, 9, 'returned', now(), "
            + "owner_account_id, 'coordinator', state, owner_account_id, 'They left.', 'left_team', 0 "
            + "from care_tasks where id = $1"
    )]
    [InlineData(
        "insert into legal_document_entries (patient_id, id, document_id, action, at, account_id, hat, words, labels) "
            + "select d.patient_id, gen_random_uuid(), d.id, 'expired', now(), d.uploaded_by, 'system', 'It ran out.', 0 "
            + "from legal_documents d, care_tasks t where t.id = $1"
    )]
    public async Task The_database_takes_no_words_of_the_portal(string sql)
    {
        var tasks = await TaskStage.PlayAsync(database);
        var task = await tasks.AcceptedByAsync(tasks.Mia);
        await new World(database).DocumentAsync(tasks.Patient, tasks.Cast.Self, reviewedBy: tasks.Coordinator.AccountId);

        Assert.EndsWith(
            "words_of_persons",
            (await Assert.ThrowsAsync<PostgresException>(() => database.AsOwnerAsync(sql, task))).ConstraintName
        );
    }

    // Whatever the portal wrote into a text of a history, a space in it makes it a sentence.
    private async Task<string[]> SentencesAsync(TestDatabase? other = null)
    {
        var at = other ?? database;
        var found = new List<string>();
        var columns = await ListAsync(Histories, at);
        Assert.Contains("care_task_entries.words", columns);
        Assert.Contains("legal_document_entries.words", columns);
        foreach (var column in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            found.AddRange(
                await ListAsync($"select distinct '{column}: ' || {name} from {table} where hat = 'system' and {name} ~ '\\s'", at)
            );
        }

        return [.. found];
    }

    private async Task<Guid> DoneAsync(TaskStage tasks, Guid task)
    {
        await tasks.DoAsync(tasks.Mia, task, new CompleteCareTask("done"));
        return task;
    }

    private Task<uint> MemberVersionAsync(Guid member) =>
        database.AsOwnerAsync<uint>("select xmin from care_team_members where id = $1", member);

    private Task<string[]> ListAsync(string sql, params object[] values) => ListAsync(sql, database, values);

    private static async Task<string[]> ListAsync(string sql, TestDatabase at, params object[] values) =>
        (await at.AsOwnerAsync<string[]>($"select array(select x::text from ({sql}) as found (x))", values))!;
}
