using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Files;
using CareCoord.Ops.Audit;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Serving;
using CareCoord.Ops.Terminal;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace CareCoord.Ops.Tests.Demo;

/// <summary>A cluster of its own with the demo in it, and 310 further patients.</summary>
public sealed class DemoCluster : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("carecoord-demo-").FullName;

    public LocalCluster Cluster { get; private set; } = null!;

    /// <summary>Where its documents lie.</summary>
    public FileVault Vault { get; private set; } = null!;

    /// <summary>The moment from which the demo looks back: however long the tests take, nothing of it is older then.</summary>
    public DateTimeOffset LoadedAt { get; private set; }

    public string DocumentsKept => Path.Combine(folder, "documents", "kept");

    public async Task InitializeAsync()
    {
        Vault = DocumentVault.In(folder);
        Cluster = await ThrowAwayCluster.NewAsync();
        await Cluster.StartAsync();
        await Cluster.BootstrapAsync();
        await Schema.MigrateAsync(Cluster.OwnerConnectionString(), new Progress<string>());
        LoadedAt = TimeProvider.System.GetUtcNow();
        await LoadAsync(310);
    }

    public async Task DisposeAsync()
    {
        await Cluster.DestroyAsync();
        Directory.Delete(folder, recursive: true);
    }

    public Task LoadAsync(int patients) =>
        DemoNetwork.LoadAsync(Cluster.OwnerConnectionString(), patients, Vault, TimeProvider.System, new Progress<Count>(), default);

    public async Task<T> AskAsync<T>(string sql) => (T)(await ThrowAwayCluster.AskAsync(Cluster.OwnerConnectionString(), sql))!;

    public async Task<T> AskAsAsync<T>(string name, Hat hat, string sql)
    {
        var account = await AskAsync<Guid>($"select id from accounts where email = '{name}@demo.carecoord.test'");
        var key = await AskAsync<string>("select encode(key, 'hex') from app.signing_key");
        await using var connection = new NpgsqlConnection(Cluster.AppConnectionString());
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var context = new NpgsqlCommand("select set_config('app.ctx', $1, true)", connection);
        context.Parameters.Add(new() { Value = new ActorSigner(key, TimeProvider.System).Sign(new Actor(account, hat)) });
        await context.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

[CollectionDefinition(nameof(DemoCluster))]
public sealed class OneDemo : ICollectionFixture<DemoCluster>;

[Collection(nameof(DemoCluster))]
public sealed class DemoNetworkTests(DemoCluster demo)
{
    private const string Everything = """
        select concat_ws(' ', (select count(*) from accounts), (select count(*) from patients), (select count(*) from appointments),
                              (select count(*) from activities), (select count(*) from goal_readings), (select count(*) from audit_entries),
                              (select count(*) from care_task_entries), (select count(*) from care_task_rungs),
                              (select count(*) from notifications),
                              (select count(*) from transitions), (select count(*) from risk_levels),
                              (select string_agg(l::text, ' ' order by l) from last_looks l))
        """;

    [Fact]
    public async Task Everybody_on_the_list_can_sign_in()
    {
        foreach (var person in DemoPeople.All)
        {
            var hash = await demo.AskAsync<string>(
                $"select password_hash from accounts where normalized_email = '{person.Email.ToUpperInvariant()}'"
            );
            var account = new Account
            {
                DisplayName = person.Name,
                TimeZone = "Etc/UTC",
                Language = "en",
            };
            Assert.NotEqual(
                PasswordVerificationResult.Failed,
                new PasswordHasher<Account>().VerifyHashedPassword(account, hash, DemoPeople.Password)
            );
        }

        Assert.Equal(
            "caregiver provider",
            await demo.AskAsync<string>(
                """
                select string_agg(hat, ' ' order by hat) from account_hats h join accounts a on a.id = h.account_id
                where email like 'lena@%'
                """
            )
        );
    }

    [Fact]
    public async Task Loading_again_changes_nothing()
    {
        var before = await demo.AskAsync<string>(Everything);

        await demo.LoadAsync(310);

        Assert.Equal(before, await demo.AskAsync<string>(Everything));
    }

    [Fact]
    public async Task A_coordinator_has_300_of_the_further_patients_and_Carla_has_27() =>
        Assert.Equal(
            "27 300 10",
            await demo.AskAsync<string>(
                """
                select string_agg(n::text, ' ' order by email)
                from (select email, count(*) n from caseload_assignments c join accounts a on a.id = c.coordinator_account_id
                      group by email) c
                """
            )
        );

    [Theory]
    [InlineData("ana", Hat.Caregiver, 0L)]
    [InlineData("rosa", Hat.Patient, 3L)]
    [InlineData("ruth", Hat.Provider, 3L)]
    public async Task Rosas_daughter_does_not_see_what_Rosa_keeps_to_herself(string name, Hat hat, long visits) =>
        Assert.Equal(
            visits,
            await demo.AskAsAsync<long>(
                name,
                hat,
                """
                select count(*) from appointments v join patients p on p.id = v.patient_id
                where p.family_name = 'Reyes' and p.given_name = 'Rosa' and v.labels <> 0
                """
            )
        );

    [Fact]
    public async Task Visits_are_on_weekdays_in_working_hours_and_never_two_at_once()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from (select starts_at at time zone 'America/Chicago' s, ends_at at time zone 'America/Chicago' e
                                      from appointments) v
                where extract(isodow from s) > 5 or s::time < '8:00' or e::time > '17:00'
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from appointments a join appointments b on a.id < b.id
                  and (a.provider_id = b.provider_id or a.patient_id = b.patient_id)
                       and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
                """
            )
        );
    }

    [Fact]
    public async Task The_clinic_is_closed_on_federal_holidays_and_nobody_is_seen_then()
    {
        Assert.InRange(await demo.AskAsync<long>("select count(*) from holidays"), 21L, 24L);
        Assert.Equal(0L, await demo.AskAsync<long>("select count(*) from holidays where extract(isodow from on_date) > 5"));
        Assert.Equal(
            2L,
            await demo.AskAsync<long>(
                """
                select count(*) from holidays where name = 'Thanksgiving Day' and extract(dow from on_date) = 4
                  and extract(day from on_date) between 22 and 28
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                "select count(*) from appointments v join holidays h on h.on_date = (v.starts_at at time zone 'America/Chicago')::date"
            )
        );
        Assert.Equal(5L, await demo.AskAsync<long>("select count(*) from business_hours where opens = '8:00' and closes = '17:00'"));
    }

    [Fact]
    public async Task Everybody_has_a_deputy_the_units_have_members_and_Peter_is_away_next_month()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from account_hats h
                where h.hat in ('coordinator', 'provider')
                  and not exists (select from deputies d where d.account_id = h.account_id and d.hat = h.hat)
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                "select count(*) from organisation_units u where not exists (select from unit_members m where m.unit_id = u.id)"
            )
        );
        Assert.Equal(
            "Dr. Peter Novak Dr. Grace Okafor",
            await demo.AskAsync<string>(
                """
                select string_agg(a.display_name || ' ' || d.display_name, ', ')
                from absences x join accounts a on a.id = x.account_id join accounts d on d.id = x.deputy_account_id
                where x.since > now() + interval '20 days'
                """
            )
        );
        // Those by escalation are of other people, and looked at where rungs are.
        Assert.True(
            await demo.AskAsync<bool>(
                """
                select count(*) > 0
                       and count(*) = (select count(*) from care_team_members m join accounts a on a.id = m.account_id
                                       where a.email like 'peter@%' and m.until is null)
                from stand_ins where source = 'absence'
                """
            )
        );
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from stand_ins s
                where s.source = 'absence'
                  and not exists (select from absences x join care_team_members m on m.account_id = x.account_id
                                  where (x.id, x.deputy_account_id, x.account_id, x.since) = (s.source_id, s.account_id, s.for_account_id,
                                      s.since)
                                    and (m.patient_id, m.id, 'care_team') = (s.patient_id, s.relation_id, s.basis) and m.until is null)
                   or s.source = 'escalation'
                  and not exists (select from care_task_rungs r
                                  where (r.patient_id, r.id, r.rung, r.told, r.fired_at) = (s.patient_id, s.source_id,
                                      'deputy', s.account_id, s.since))
                """
            )
        );
    }

    [Fact]
    public async Task Nothing_has_been_done_that_has_not_come_yet() =>
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select (select count(*) from activity_ticks where ticked_at > now()) 
                     + (select count(*) from goal_readings where taken_at > now())
                     + (select count(*) from appointments where state in ('kept', 'missed') and ends_at > now() or booked_at > now())
                """
            )
        );

    [Fact]
    public async Task The_audit_names_every_patient_once_and_its_chain_is_whole()
    {
        Assert.Equal(
            0L,
            await demo.AskAsync<long>(
                """
                select count(*) from patients p
                where (select count(*) from audit_subjects s join audit_entries e on e.id = s.audit_id and e.action = 'demo.loaded'
                       where s.patient_id = p.id) <> 1
                """
            )
        );
        Assert.Empty((await VerifyAudit.RunAsync(demo.Cluster.OwnerConnectionString(), null, default)).Problems);
    }
}
