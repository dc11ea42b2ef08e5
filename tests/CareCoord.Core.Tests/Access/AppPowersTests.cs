using CareCoord.Access;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Access;

/// <summary>What the web process's role may not do, whoever is asking and whatever was injected.</summary>
public sealed class AppPowersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string SomeId = "'01990000-0000-7000-8000-000000000000'";
    private readonly World world = new(database);
    private Cast cast = null!;

    public async Task InitializeAsync() => cast = await Cast.PlayAsync(world, database, "Walter");

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData("select key from app.signing_key")]
    [InlineData("update app.signing_key set clock_tolerance = interval '1 year'")]
    [InlineData("select app.actor()")]
    [InlineData($"select app.my_access({SomeId})")]
    [InlineData("select app.hat_bases('patient')")]
    [InlineData("select app.audit_heads()")]
    [InlineData("select * from applied_sql")]
    [InlineData("update applied_sql set sha256 = repeat('0', 64)")]
    [InlineData($"insert into patient_access values ({SomeId}, {SomeId}, 'self', {SomeId}, 4095, 4095, now(), null)")]
    [InlineData("update patient_access set view_bits = 4095, manage_bits = 4095")]
    [InlineData("delete from patient_access")]
    [InlineData("select count(*) from audit_entries")]
    [InlineData("select count(*) from audit_subjects")]
    [InlineData("select count(*) from audit_lanes")]
    [InlineData($"insert into audit_subjects values ({SomeId}, {SomeId})")]
    [InlineData("update audit_entries set action = 'nothing'")]
    [InlineData("delete from audit_entries")]
    [InlineData("delete from audit_subjects")]
    [InlineData("update audit_lanes set seq = 0")]
    [InlineData("truncate audit_entries cascade")]
    [InlineData("truncate activity_ticks")]
    [InlineData("truncate sign_in_sessions")]
    [InlineData("create temp table scratch (id integer)")]
    [InlineData("create table public.mine (id integer)")]
    [InlineData("create function public.mine() returns integer language sql return 1")]
    [InlineData("alter table patients disable row level security")]
    [InlineData("alter table patients no force row level security")]
    [InlineData("drop policy view on patients")]
    [InlineData("create policy all_of_it on patients for select using (true)")]
    [InlineData("alter function app.actor() security invoker")]
    [InlineData("alter table audit_entries disable trigger all")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("set role carecoord_owner")]
    [InlineData("set session authorization carecoord_owner")]
    [InlineData("alter role carecoord_app bypassrls")]
    [InlineData("copy (select 1) to program 'true'")]
    [InlineData("select pg_read_file('postgresql.conf')")]
    [InlineData($"insert into account_hats values ({SomeId}, 'administrator')")]
    [InlineData("delete from accounts")]
    [InlineData("update organisations set name = 'Mine'")]
    [InlineData("insert into providers select * from providers")]
    [InlineData("insert into patients select * from patients")]
    [InlineData("update patients set given_name = 'Somebody'")]
    [InlineData("insert into care_team_members select * from care_team_members")]
    [InlineData("insert into proxy_grants select * from proxy_grants")]
    [InlineData("update proxy_grants set caregiver_account_id = granted_by")]
    [InlineData("update proxy_grants set starts_at = now()")]
    [InlineData("select token_hash from proxy_invitations")]
    [InlineData("update proxy_invitations set expires_at = now()")]
    [InlineData("insert into proxy_invitations (patient_id) values (gen_random_uuid())")]
    [InlineData("update proxy_grant_entries set said = null")]
    [InlineData("select count(*) from grant_previews")]
    [InlineData("select count(*) from invitation_tries")]
    [InlineData("insert into account_hats values (gen_random_uuid(), 'caregiver')")]
    [InlineData("select app.mail_invitation(gen_random_uuid(), 'token')")]
    [InlineData("select app.open_invitation('x')")]
    [InlineData("insert into caseload_assignments select * from caseload_assignments")]
    [InlineData("select count(*) from broken_glass")]
    [InlineData("update broken_glass set reviewed_by = null")]
    [InlineData("select count(*) from person_searches")]
    [InlineData("delete from person_searches")]
    [InlineData("select count(*) from wallet_cards")]
    [InlineData("update wallet_cards set tries = 0")]
    [InlineData("select count(*) from card_visits")]
    [InlineData("select app.card_of(sha256('x'))")]
    [InlineData("select app.try_card(sha256('x'))")]
    [InlineData("select app.open_card(sha256('x'), sha256('y'))")]
    [InlineData("select app.read_card(sha256('x'), sha256('y'))")]
    [InlineData("select app.found_lately()")]
    [InlineData("select app.find_person('Walter', 'Example', '1955-03-04')")]
    [InlineData("update activity_ticks set ticked_by = ticked_by")]
    [InlineData("set row_security = off; select count(*) from patients")]
    public async Task The_portals_role_is_refused(string sql)
    {
        // More than one statement runs only without parameters, so the context is set for the session of an unpooled connection.
        await using var connection = new NpgsqlConnection(database.AppConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using (var context = new NpgsqlCommand("select set_config('app.ctx', $1, false)", connection))
        {
            context.Parameters.Add(new() { Value = database.Get<ActorSigner>().Sign(cast.Self) });
            await context.ExecuteNonQueryAsync();
        }

        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_tick_for_another_persons_record_is_refused_by_the_database()
    {
        var other = await Cast.PlayAsync(world, database, "Denise");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => InsertTickAsync(other.Patient, other.Plan.Activity));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task A_row_of_ones_own_cannot_point_at_another_persons_nor_tell_whether_it_exists()
    {
        var other = await Cast.PlayAsync(world, database, "Denise");

        var hidden = await Assert.ThrowsAsync<PostgresException>(() => InsertTickAsync(cast.Patient, other.Plan.Activity));
        var absent = await Assert.ThrowsAsync<PostgresException>(() => InsertTickAsync(cast.Patient, Guid.CreateVersion7()));

        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, hidden.SqlState);
        Assert.Equal(
            (absent.SqlState, absent.MessageText, absent.ConstraintName),
            (hidden.SqlState, hidden.MessageText, hidden.ConstraintName)
        );
    }

    [Fact]
    public async Task The_audit_cannot_be_written_in_another_name()
    {
        await database.AsAppAsync<Guid>(cast.Self, "select app.audit('something.done', array[$1]::uuid[])", cast.Patient);
        Assert.Equal("something.done", Assert.Single(await database.NotedAsync(cast.Self.AccountId)).Action);

        var nobody = await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<Guid>(null, "select app.audit('something.done', '{}')")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, nobody.SqlState);
    }

    private Task InsertTickAsync(Guid patient, Guid activity) =>
        database.AsAppAsync<object>(
            cast.Self,
            "insert into activity_ticks values ($1, $2, $3, '2026-11-23', now(), $4, 0)",
            patient,
            Guid.CreateVersion7(),
            activity,
            cast.Self.AccountId
        );
}
