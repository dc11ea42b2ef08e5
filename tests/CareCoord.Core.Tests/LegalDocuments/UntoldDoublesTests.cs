using CareCoord.Access;
using CareCoord.CareTeams;
using CareCoord.LegalDocuments;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.LegalDocuments;

/// <summary>That something is here already is told to nobody who may not see it.</summary>
public sealed class UntoldDoublesTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    // Constraints on what is written with labels, of which no clash tells of a row that is hidden; each says why.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["activity_ticks_patient_id_lineage_id_on_date_key"] = "a tick has its activity's labels, and whoever ticks sees the activity",
        ["appointments_provider_id_tstzrange_excl"] = "of booked visits, and the portal books none: guard_outcome",
        ["care_task_attachments_patient_id_file_id_key"] = "a file is new for each attachment",
        ["care_task_entries_patient_id_task_id_number_key"] = "of one task, which its writer sees",
        ["care_task_rungs_patient_id_task_id_clock_round_rung_key"] = "of one task, which its writer sees",
        ["care_task_watchers_patient_id_task_id_account_id_key"] = "of one task, which its writer sees",
        ["care_tasks_queued"] = "an id is made by the portal",
        ["document_readings_patient_id_document_id_account_id_key"] = "of one document, and the reader's own",
        ["files_id_key"] = "an id is made by the portal",
        ["legal_document_agents_patient_id_document_id_version_rank_key"] = "of one document, which its writer sees",
        ["legal_documents_patient_id_uploaded_by_upload_id_key"] = "the uploader's own",
        ["one_in_effect_of_a_kind"] = "whoever reviews and tends sees all labels",
    };

    private readonly DocumentStage stage = new(database);

    private Cast Cast => stage.Cast;

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("hidden by a label")]
    [InlineData("somebody else's draft")]
    [InlineData("their own, hidden since")]
    [InlineData("nowhere")]
    public async Task Pages_that_are_here_where_one_may_not_see_them_are_taken_as_if_they_were_new(string where)
    {
        const string Text = "The very same pages";
        var by = where == "their own, hidden since" ? Cast.Caregiver : Cast.Self;
        if (where != "nowhere")
        {
            var there = where == "somebody else's draft" ? await stage.UploadAsync(by, Text) : await stage.HandInAsync(by, text: Text);
            if (where != "somebody else's draft")
                await database.AsOwnerAsync("update legal_documents set labels = $2 where id = $1", there, (int)Category.Hiv);
        }

        var upload = Guid.CreateVersion7();
        var pages = await stage.PagesAsync(Text);
        var kept = await database
            .Get<UploadLegalDocument>()
            .RunAsync(Cast.Caregiver, new(Cast.Patient, null, upload, DocumentKind.AdvanceDirective, pages), default);

        Assert.True(kept.FileIsNeeded);
        var document = await database.Get<LegalDocumentQueries>().DocumentAsync(Cast.Caregiver, Cast.Patient, kept.DocumentId, default);
        Assert.Equal((DocumentState.Draft, Category.None), (document.State, document.Facts.Labels));
        Assert.Equal(
            pages.File.Id,
            await database.AsOwnerAsync<Guid>("select file_id from legal_documents where id = $1", kept.DocumentId)
        );
        // It stays so when it gets the label of the other.
        await database.AsOwnerAsync("update legal_documents set labels = $2 where id = $1", kept.DocumentId, (int)Category.Hiv);
    }

    [Fact]
    public async Task Pages_that_one_sees_are_kept_once()
    {
        await stage.HandInAsync(Cast.Self, text: "Seen");

        var kept = await database
            .Get<UploadLegalDocument>()
            .RunAsync(
                Cast.Caregiver,
                new(Cast.Patient, null, Guid.CreateVersion7(), DocumentKind.Release, await stage.PagesAsync("Seen")),
                default
            );

        Assert.False(kept.FileIsNeeded);
    }

    [Fact]
    public async Task A_concern_of_the_same_name_that_is_hidden_is_not_told()
    {
        await database.Get<NameConcern>().RunAsync(Cast.Coordinator, new(Cast.Patient, "Sleeping", null, Category.Hiv), default);
        await database.AsOwnerAsync(
            "update patient_access set view_bits = view_bits & ~$2, manage_bits = manage_bits & ~$2 where account_id = $1",
            Cast.Coordinator.AccountId,
            (int)Category.Hiv
        );

        await database.Get<NameConcern>().RunAsync(Cast.Coordinator, new(Cast.Patient, "Sleeping", null, Category.None), default);
    }

    [Fact]
    public async Task Each_constraint_on_what_can_be_hidden_has_the_label_in_it_or_is_known_to_tell_nothing()
    {
        var tables = Feature.All.SelectMany(feature => feature.Tables).Where(table => table.Labelled).Select(table => table.Name);

        var telling = await database.AsOwnerAsync<string[]>(
            """
            select coalesce(array_agg(i.indexrelid::regclass::text order by 1), '{}') from pg_index i
            where i.indrelid = any (array(select t::regclass from unnest($1) t)) and (i.indisunique or i.indisexclusion)
              and not i.indisprimary
              and not exists (select from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                                and a.attname = 'labels')
              and has_any_column_privilege('carecoord_app', i.indrelid, 'insert, update')
            """,
            (object)tables.ToArray()
        );

        Assert.Equal(Known.Keys.Order(StringComparer.Ordinal), telling!.Order(StringComparer.Ordinal));
    }
}
