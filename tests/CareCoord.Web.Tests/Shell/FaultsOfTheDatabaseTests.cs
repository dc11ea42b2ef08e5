using CareCoord.Accounts;
using CareCoord.Data;
using CareCoord.SavedViews;
using CareCoord.Web.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Serilog.Core;
using Serilog.Events;

namespace CareCoord.Web.Tests.Shell;

/// <summary>What Entity Framework and the driver say of a fault has nothing of the row, however loud the log is set.</summary>
public sealed class FaultsOfTheDatabaseTests(Portal portal) : IClassFixture<Portal>
{
    private const string Typed = "typed-secret";

    [Fact]
    public async Task No_category_at_any_level_writes_a_message_or_what_stands_in_a_row()
    {
        var log = new KeptLog();
        var all = new LogLevels(LogEventLevel.Verbose, new Dictionary<string, LogEventLevel>());
        await using var loud = portal.WithWebHostBuilder(node =>
            node.ConfigureServices(services => services.AddPortalLog(all, isJson: true))
                .ConfigureServices(services => services.AddSingleton<ILogEventSink>(log))
        );
        var contexts = loud.Services.GetRequiredService<IDbContextFactory<CareCoordDb>>();

        await using (var db = await contexts.CreateDbContextAsync())
        {
            db.Set<Account>()
                .Add(
                    new()
                    {
                        Id = Guid.CreateVersion7(),
                        UserName = Typed,
                        Email = Typed,
                        DisplayName = Typed,
                        TimeZone = Typed,
                        Language = Typed,
                    }
                );
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
        }

        await using (var db = await contexts.CreateDbContextAsync())
        {
            await Assert.ThrowsAnyAsync<Exception>(() => db.Database.SqlQuery<int>($"select {Typed}::integer as \"Value\"").ToListAsync());
            await Assert.ThrowsAnyAsync<Exception>(() => db.Set<SavedView>().FromSql($"select {Typed}::uuid as id").ToListAsync());
        }

        await using (var command = loud.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("select $1::text::integer"))
        {
            command.Parameters.Add(new() { Value = Typed });
            await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync());
        }

        Assert.Contains(log.Lines, line => line.StartsWith("Debug Microsoft.EntityFrameworkCore.", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Error Microsoft.EntityFrameworkCore.", StringComparison.Ordinal));
        foreach (var written in log.Written(isJson: true).Concat(log.Written(isJson: false)))
        {
            Assert.DoesNotContain("invalid input syntax", written);
            Assert.DoesNotContain("permission denied", written);
            Assert.DoesNotContain(Typed, written);
        }
    }
}
