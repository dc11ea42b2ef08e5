using CareCoord.Ops.Audit;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Terminal;

namespace CareCoord.Ops.Tests.Audit;

/// <summary>`carecoord verify` on a real audit.</summary>
public sealed class VerifyAuditTests : IAsyncLifetime
{
    private readonly string heads = Path.Combine(Path.GetTempPath(), $"audit-heads-{Guid.CreateVersion7():N}.jsonl");
    private LocalCluster cluster = null!;

    public async Task InitializeAsync()
    {
        cluster = await ThrowAwayCluster.NewAsync();
        await cluster.StartAsync();
        await cluster.BootstrapAsync();
        await Schema.MigrateAsync(cluster.OwnerConnectionString(), new Progress<string>());
        await DemoNetwork.LoadAsync(cluster.OwnerConnectionString(), 0, null, TimeProvider.System, new Progress<Count>(), default);
    }

    public async Task DisposeAsync()
    {
        await cluster.DestroyAsync();
        File.Delete(heads);
    }

    [Fact]
    public async Task A_whole_audit_is_whole_and_a_changed_entry_is_named()
    {
        Assert.Empty(await VerifyAsync());

        await AsSuperuserAsync("update audit_entries set action = 'nothing.happened'");

        var problem = Assert.Single(await VerifyAsync());
        Assert.Contains("entry 1 (", problem);
        Assert.Contains("changed after it was written", problem);
    }

    [Fact]
    public async Task A_chain_that_was_made_anew_does_not_fit_the_heads_kept_outside()
    {
        Assert.Empty(await VerifyAsync());

        // Whoever owns the server can rewrite a whole lane so that it fits itself.
        await AsSuperuserAsync(
            """
            update audit_entries set action = 'nothing.happened';
            update audit_entries e set hash = app.audit_hash(e, array(select s.patient_id from audit_subjects s where s.audit_id = e.id
                                                                      order by 1));
            update audit_lanes l set head = e.hash from audit_entries e where e.lane = l.lane and e.seq = l.seq
            """
        );

        Assert.Contains("is not the entry that stood there", Assert.Single(await VerifyAsync()));
    }

    private Task<IReadOnlyList<string>> VerifyAsync() => VerifyAudit.RunAsync(cluster.OwnerConnectionString(), heads, default);

    private Task AsSuperuserAsync(string sql) =>
        ThrowAwayCluster.AskAsync(
            cluster.SuperuserConnectionString("carecoord"),
            $"set session_replication_role = replica; {sql}; set session_replication_role = default; select 1"
        );
}
