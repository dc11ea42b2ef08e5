using System.Net;
using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.LegalDocuments;
using CareCoord.Shared;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;
using Npgsql;

namespace CareCoord.Core.Tests.Audit;

/// <summary>An entry says from where it was asked, by which sign-in, on which node, and what was read.</summary>
public sealed class AuditOriginTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly World world = new(database);

    [Theory]
    [InlineData(SignInWay.Password, "192.0.2.7", "192.0.2.7")]
    [InlineData(SignInWay.SecondFactor, "2001:db8::7", "2001:db8::7")]
    [InlineData(SignInWay.Passkey, "::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData(SignInWay.Link, "fe80::7%3", "fe80::7")]
    [InlineData(SignInWay.Card, null, null)]
    public async Task An_entry_keeps_where_it_was_asked_from(SignInWay way, string? address, string? kept)
    {
        Guid? organisation = await world.OrganisationAsync();
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var session = Guid.CreateVersion7(database.Clock.GetUtcNow());
        var asker = cast.Self with { From = new(session, way, address is null ? null : IPAddress.Parse(address)) };

        await database.Get<TickActivity>().RunAsync(asker, new(cast.Patient, cast.Plan.Activity, new(2026, 11, 23), true), default);

        var entry = Assert.Single(await database.NotedAsync(asker.AccountId));
        Assert.Equal((organisation, session, way.Snake(), kept), (entry.Organisation, entry.Session, entry.SignedInBy, entry.Address));
        Assert.Equal((Environment.MachineName, PortalNode.Version), (entry.Node, entry.Version));
    }

    [Fact]
    public async Task The_portals_own_work_has_no_sign_in_and_a_node_all_the_same()
    {
        await database.AsAppAsync<Guid>(Actor.Portal, "select app.audit('something.done', '{}')");

        var entry = (await database.NotedAsync(Actor.Portal.AccountId))[^1];
        Assert.Equal((null, null, null, Environment.MachineName), (entry.Session, entry.SignedInBy, entry.Address, entry.Node));
    }

    [Theory]
    [InlineData("node | two", "node / two")]
    [InlineData("  portal-2 ", "portal-2")]
    [InlineData("", null)]
    public void A_node_has_a_name_that_cannot_break_the_context(string given, string? name) =>
        Assert.Equal(name ?? Environment.MachineName, new PortalNode(given).Name);

    [Fact]
    public void A_nodes_name_is_cut_where_it_is_longer_than_60_characters() =>
        Assert.Equal(new string('n', 60), new PortalNode(new string('n', 61)).Name);

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Where_it_was_asked_from_cannot_be_forged(int part)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var parts = database
            .Get<ActorSigner>()
            .Sign(cast.Self with { From = new(cast.Patient, SignInWay.Password, IPAddress.Loopback) })
            .Split('|');
        parts[part] = "";

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppWithContextAsync<Guid>(string.Join('|', parts), "select app.audit('something.done', '{}')")
        );

        Assert.Equal("the actor context is forged", refused.MessageText);
    }

    [Fact]
    public async Task A_reading_of_the_plan_names_the_version_that_was_read()
    {
        var cast = await Cast.PlayAsync(world, database, "Denise");

        await database.Get<TreatmentPlanQueries>().PlanAsync(cast.Caregiver, cast.Patient, default);

        var entry = Assert.Single(await database.NotedAsync(cast.Caregiver.AccountId));
        var version = await database.AsOwnerAsync<Guid>(
            "select id from treatment_plans where patient_id = $1 and state = 'published'",
            cast.Patient
        );
        Assert.Equal(("treatment-plan.read", "treatment_plan", version), (entry.Action, entry.SubjectKind, entry.SubjectId));
    }

    [Fact]
    public async Task A_reading_of_a_document_names_it_and_one_that_is_refused_names_what_was_asked()
    {
        var cast = await (await Cast.PlayAsync(world, database, "Rosa")).WithDocumentsAsync(world, database);
        var document = cast.Documents!.InEffect;
        var queries = database.Get<LegalDocumentQueries>();

        await queries.DocumentAsync(cast.Provider, cast.Patient, document, default);
        await queries.PagesAsync(cast.Provider, cast.Patient, document, default);

        Assert.All(
            (await database.NotedAsync(cast.Provider.AccountId))[^2..],
            e => Assert.Equal(("legal_document", document), (e.SubjectKind, e.SubjectId))
        );
        var stranger = (await Cast.PlayAsync(world, database, "Stranger")).Provider;
        await Assert.ThrowsAsync<NotFound>(() => queries.DocumentAsync(stranger, cast.Patient, document, default));
        Assert.Equal(
            ("access.refused", "patient", cast.Patient),
            (await database.NotedAsync(stranger.AccountId)) is [.., var refused]
                ? (refused.Action, refused.SubjectKind, refused.SubjectId)
                : default
        );
    }

    [Fact]
    public async Task A_reading_of_a_task_names_it_and_a_live_one_that_shows_nobody_new_is_no_entry()
    {
        var cast = await (await Cast.PlayAsync(world, database, "Walter")).WithTaskAsync(world);
        var (queries, task) = (database.Get<CareTaskQueries>(), cast.Task!.Task);

        await queries.TaskAsync(cast.Provider, cast.Patient, task, null, default);
        await queries.TaskAsync(cast.Provider, cast.Patient, task, [cast.Patient], default);

        var entry = Assert.Single(await database.NotedAsync(cast.Provider.AccountId), e => e.Action == CareTaskAccess.Read.Action);
        Assert.Equal(("care_task", task), (entry.SubjectKind, entry.SubjectId));
        Assert.Equal([cast.Patient], entry.Patients);
    }
}
