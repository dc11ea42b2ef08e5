using CareCoord.Files;
using CareCoord.Ops.Demo;
using CareCoord.Ops.Terminal;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>A demo that was loaded before there were legal documents.</summary>
public sealed class EarlierDemoTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-earlier-").FullName;
    private LocalDatabase.LocalCluster cluster = null!;

    public async Task InitializeAsync()
    {
        cluster = await ThrowAwayCluster.NewAsync();
        await cluster.StartAsync();
        await cluster.BootstrapAsync();
        await Database.Schema.MigrateAsync(cluster.OwnerConnectionString(), new Progress<string>());
        await LoadAsync(null);
    }

    public async Task DisposeAsync()
    {
        await cluster.DestroyAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Gets_the_documents_with_the_next_load_and_whoever_has_some_by_then_keeps_just_those()
    {
        Assert.Equal(
            0L,
            await AskAsync<long>(
                """
                select (select count(*) from legal_documents) + (select count(*) from files) 
                       + (select count(*) from care_tasks where title like 'Review a document%')
                """
            )
        );
        await AskAsync<object>(
            """
            with w as (select p.id, p.account_id from patients p join accounts a on a.id = p.account_id where a.email like 'walter@%'),
                 f as (insert into files select w.id, gen_random_uuid(), sha256('x'), 1, 'image/png', 'Own.png', 1,
                       'k1', sha256('x') || substr(sha256('y'), 1, 28), 'unscanned_not_configured', null, 0,
                                                         w.account_id, now(), 0, 16 from w returning patient_id, id, uploaded_by)
            insert into legal_documents (patient_id, id, kind, state, file_id, upload_id, cpr, intubation, tube_feeding, iv_fluids,
                                         antibiotics, dialysis, comfort_only, springing, uploaded_by, uploaded_as, uploaded_at, labels)
            select f.patient_id, gen_random_uuid(), 'release', 'draft', f.id, gen_random_uuid(),
                   'not_said', 'not_said', 'not_said', 'not_said', 'not_said', 'not_said', 'not_said', false, f.uploaded_by,
                   'patient', now(), 0 from f
            returning 1
            """
        );

        await LoadAsync(Serving.DocumentVault.In(folder));

        Assert.Equal(
            "1 3",
            await AskAsync<string>(
                """
                select concat_ws(' ', count(*) filter (where p.family_name = 'Brandt'),
                                 count(*) filter (where p.family_name = 'Reyes' and p.given_name = 'Rosa'))
                from legal_documents d join patients p on p.id = d.patient_id
                """
            )
        );
    }

    private Task LoadAsync(FileVault? vault) =>
        DemoNetwork.LoadAsync(cluster.OwnerConnectionString(), 0, vault, TimeProvider.System, new Progress<Count>(), default);

    private async Task<T> AskAsync<T>(string sql) => (T)(await ThrowAwayCluster.AskAsync(cluster.OwnerConnectionString(), sql))!;
}
