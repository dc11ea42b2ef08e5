using System.Text.Json.Nodes;
using CareCoord.Access;
using CareCoord.Appointments;
using CareCoord.CareTasks.Commands;
using CareCoord.Core.Tests.CareTasks;
using CareCoord.Core.Tests.LegalDocuments;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Amendments;

/// <summary>
/// An entry of a feature whose laws are tried. It has its table, the statement by which the product would amend it, and one to try it on. A
/// feature with a table of former versions comes here, and is tried by all laws.
/// </summary>
/// <param name="Table">The table of the entries.</param>
/// <param name="Versions">The table of their former versions.</param>
/// <param name="Content">The function that says what an entry's content is.</param>
/// <param name="Text">A column of the content that is a text.</param>
/// <param name="Besides">What has to be written in the same statement, before the update.</param>
/// <param name="Set">What the update sets besides.</param>
/// <param name="Errors">Such an entry is entered in error, too.</param>
public sealed record AmendedEntry(
    string Table,
    string Versions,
    string Content,
    string Text,
    string Besides,
    string Set,
    bool Errors,
    Func<TestDatabase, Task<(Guid Id, Actor By)>> BeginAsync
)
{
    private const string Act = """
        with act as (insert into care_task_entries (patient_id, id, task_id, number, action, at, account_id, hat, state, owner_account_id,
                                                    asked_account_id, asked_unit_id, labels)
            select patient_id, gen_random_uuid(), id, entry_count + 1, 'changed', app.actor_moment(), app.actor_id(), app.actor_hat(),
                   state, owner_account_id, asked_account_id, asked_unit_id,
                   labels from care_tasks where id = $1)
        """;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AmendedEntry> All { get; } =
    [
        new(
            "legal_documents",
            "legal_document_versions",
            "legal_document_content",
            "signed_by",
            "",
            "",
            Errors: false,
            async database =>
            {
                var stage = new DocumentStage(database);
                await stage.OpenAsync();
                return (await stage.InEffectAsync(stage.Cast.Self), stage.Cast.Coordinator);
            }
        ),
        new(
            "care_tasks",
            "care_task_versions",
            "care_task_content",
            "why",
            Act,
            ", entry_count = entry_count + 1",
            Errors: false,
            async database =>
            {
                var stage = await TaskStage.PlayAsync(database);
                return (await stage.AssignAsync(new(stage.Mia.AccountId)), stage.Coordinator);
            }
        ),
        new(
            "care_task_entries",
            "care_task_entry_versions",
            "care_task_entry_content",
            "words",
            "",
            "",
            Errors: true,
            async database =>
            {
                var stage = await TaskStage.PlayAsync(database);
                var task = await stage.AcceptedByAsync(stage.Mia);
                await stage.DoAsync(stage.Mia, task, new NoteOnCareTask("She is away on Fridays."));
                return (
                    await database.AsOwnerAsync<Guid>("select id from care_task_entries where task_id = $1 and action = 'noted'", task),
                    stage.Mia
                );
            }
        ),
        new(
            "appointments",
            "appointment_versions",
            "visit_outcome_content",
            "cancel_reason",
            "",
            "",
            Errors: false,
            async database =>
            {
                var (world, clock) = (new World(database), database.Clock);
                var cast = await Cast.PlayAsync(world, database, "Walter");
                var visit = await world.VisitAsync(cast.Patient, cast.ProviderId, clock.GetUtcNow().AddDays(-2));
                await database
                    .Get<RecordVisitOutcome>()
                    .RunAsync(
                        cast.Provider,
                        new(
                            cast.Patient,
                            visit,
                            await database.AsOwnerAsync<uint>("select xmin from appointments where id = $1", visit),
                            VisitState.Cancelled,
                            "The clinic was closed.",
                            null
                        ),
                        default
                    );
                return (visit, cast.Provider);
            }
        ),
    ];

    /// <summary>Amends it by SQL, as the web process could: whatever it says then, and of whatever version.</summary>
    public Task AmendAsync(
        TestDatabase database,
        Actor by,
        Guid id,
        string text,
        int version,
        string kind,
        string reason,
        Guid? inNameOf = null
    ) =>
        database.AsAppAsync<object>(
            by,
            $"""
            {Besides} update {Table} set {Text} = $2, version = $3, amendment_kind = $4, amendment_reason = $5, amended_by = $6,
            amended_as = app.actor_hat(),
                amended_at = app.actor_moment(){Set} where id = $1
            """,
            id,
            text,
            version,
            kind,
            reason,
            inNameOf ?? by.AccountId
        );

    /// <summary>What it says now.</summary>
    public async Task<JsonNode> NowAsync(TestDatabase database, Guid id) =>
        JsonNode.Parse((await database.AsOwnerAsync<string>($"select app.{Content}(e)::text from {Table} e where e.id = $1", id))!)!;

    public Task<int> VersionAsync(TestDatabase database, Guid id) =>
        database.AsOwnerAsync<int>($"select version from {Table} where id = $1", id);

    /// <summary>Its former versions, whole.</summary>
    public async Task<string[]> FormerAsync(TestDatabase database, Guid id) =>
        (
            await database.AsOwnerAsync<string[]>(
                $"select array(select to_jsonb(v)::text from {Versions} v where v.entry_id = $1 order by v.version)",
                id
            )
        )!;

    public override string ToString() => Table;
}
