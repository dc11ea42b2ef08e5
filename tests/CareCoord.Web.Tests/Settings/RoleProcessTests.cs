using System.Net;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Web.Tests.Settings;

/// <summary>The portal does not serve as a role that may do more than it should: neither from the start nor from then on.</summary>
public sealed class RoleProcessTests(Portal portal) : IClassFixture<Portal>
{
    private readonly string role = $"portal_{Guid.CreateVersion7():N}";

    [Theory]
    [InlineData("carecoord_owner", "owns the database, or is a member of its owner")]
    [InlineData("carecoord_backup", "bypasses row security")]
    [InlineData("postgres", "is a superuser")]
    public async Task A_portal_whose_role_may_do_too_much_does_not_start(string user, string power)
    {
        var cluster = await TestCluster.GetAsync();
        var name = new NpgsqlConnectionStringBuilder(portal.Database.AppConnectionString).Database!;
        var strong = user switch
        {
            "carecoord_owner" => cluster.OwnerConnectionString(name),
            "carecoord_backup" => cluster.BackupConnectionString(name),
            _ => cluster.SuperuserConnectionString(name),
        };

        var (code, _, said) = await PortalProcess.EndedAsync(
            PortalProcess.Folder,
            ("ConnectionStrings__CareCoord", strong),
            ("CareCoord__ActorKey", portal.Database.ActorKey),
            ("CareCoord__DataFolder", portal.Folder),
            ("CareCoord__DocumentKeyFile", KeyFile.In(portal.Folder)),
            ("ASPNETCORE_URLS", "http://127.0.0.1:0")
        );

        Assert.Equal(1, code);
        Assert.StartsWith($"ConnectionStrings__CareCoord signs in as {user}, who ", said);
        Assert.Contains(power, said);
        Assert.EndsWith("use carecoord_app there, as deploy/bootstrap.sql makes it.\n", said);
        Assert.DoesNotContain("   at ", said);
    }

    [Fact]
    public async Task A_role_that_is_given_too_much_later_is_not_ready_and_serves_nobody_on_a_new_connection()
    {
        var name = new NpgsqlConnectionStringBuilder(portal.Database.AppConnectionString).Database!;
        await AsSuperuserAsync($"create role {role} login inherit password 'walk' in role carecoord_app");
        try
        {
            await using var node = portal.WithWebHostBuilder(builder =>
                builder.UseSetting(
                    "ConnectionStrings:CareCoord",
                    new NpgsqlConnectionStringBuilder(portal.Database.AppConnectionString)
                    {
                        Username = role,
                        Password = "walk",
                        ConnectionLifetime = 1,
                        ConnectionIdleLifetime = 1,
                        ConnectionPruningInterval = 1,
                    }.ConnectionString
                )
            );
            var visitor = Portal.VisitorOf(node);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/ready")).StatusCode);
            await visitor.SignInAsync(DemoPeople.All[0].Email, DemoPeople.Password);
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/")).StatusCode);

            await AsSuperuserAsync($"alter role {role} bypassrls");

            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync("/health/ready")).StatusCode);
            await AsSuperuserAsync($"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'");
            await Until.IsSoAsync(
                async () => (await visitor.GetAsync("/")).StatusCode == HttpStatusCode.InternalServerError,
                () => "Somebody is served."
            );
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/health/live")).StatusCode);
        }
        finally
        {
            await AsSuperuserAsync(
                $"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{role}'; drop owned by {role}; drop role {role}"
            );
        }
    }

    private async Task AsSuperuserAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            (await TestCluster.GetAsync()).SuperuserConnectionString(
                new NpgsqlConnectionStringBuilder(portal.Database.AppConnectionString).Database!
            )
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
