using CareCoord.Absences;
using CareCoord.Accounts;
using CareCoord.Files;
using CareCoord.Ops.Terminal;
using CareCoord.Organisations;
using CareCoord.Patients;
using CareCoord.Providers;
using Npgsql;

namespace CareCoord.Ops.Demo;

/// <summary>
/// Loads the demo: the Riverside Care Network with its stories, and as many further patients as are asked for. What is
/// there already stays; a load that was stopped goes on where it was.
/// </summary>
public static class DemoNetwork
{
    private const string Network = "Riverside Care Network";
    private const string Further = "Further patients";

    // A smaller load before, or one that was stopped, may have written these already.
    private static readonly Type[] Staff =
    [
        typeof(Account),
        typeof(AccountHat),
        typeof(Provider),
        typeof(Holiday),
        typeof(OrganisationUnit),
        typeof(UnitMember),
        typeof(StandingDeputy),
        typeof(Absence),
    ];

    /// <param name="ownerConnectionString">The database, as the role that owns it.</param>
    /// <param name="patients">How many further patients there are to be, those of earlier loads included.</param>
    /// <param name="vault">Keeps the files of the legal documents; without it there are none.</param>
    /// <param name="clock">Gives the today that all dates are counted from.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancel">Stops between two steps; what is loaded by then stays.</param>
    public static async Task LoadAsync(
        string ownerConnectionString,
        int patients,
        FileVault? vault,
        TimeProvider clock,
        IProgress<Count> progress,
        CancellationToken cancel
    )
    {
        // Two loads at once take turns. The lock goes with the connection, so it must not go back into a pool.
        var alone = new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
        await connection.OpenAsync(cancel);
        await RunAsync(connection, "select pg_advisory_lock(hashtext('carecoord demo'))", cancel);
        var audit = await DemoAudit.OpenAsync(connection, cancel);
        var documents = vault is null ? null : new DemoDocuments(vault, connection, audit);
        var start = new DemoScene(new DemoCalendar(clock), new Diary(), DemoScene.HashPassword());

        progress.Report(new(Network, 0, 1));
        await NetworkAsync(connection, start.Another(notifies: true), audit, cancel);
        await ClinicAsync(connection, start.Another(notifies: true), cancel);
        if (documents is not null)
            await documents.NetworkAsync(start.Another(notifies: true), cancel);
        progress.Report(new(Network, 1, 1));

        for (var block = 1; (block - 1) * GeneratedPatients.Block < patients; block++)
        {
            await BlockAsync(connection, start.Another(notifies: false), audit, block, patients, cancel);
            if (documents is not null)
                await documents.BlockAsync(start.Another(notifies: false), block, patients, cancel);
            progress.Report(new(Further, Math.Min(block * GeneratedPatients.Block, patients), patients));
        }

        // For the planner: without this the first pages are read by guesswork.
        await RunAsync(connection, "analyze", cancel);
    }

    private static async Task NetworkAsync(NpgsqlConnection connection, DemoScene scene, DemoAudit audit, CancellationToken cancel)
    {
        if (await ExistsAsync(connection, "select exists (select from patients where id = $1)", DemoId.Of("walter"), cancel))
            return;
        RiversideNetwork.WriteStaff(scene);
        // A real network's own name stays, should somebody try the demo there.
        if (
            !await ExistsAsync(
                connection,
                "select exists (select from organisations where id <> $1)",
                RiversideNetwork.OrganisationId,
                cancel
            )
        )
        {
            RiversideNetwork.WriteOrganisation(scene);
            RiversideClinic.Write(scene);
        }

        RiversideNetwork.WritePeople(scene);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await scene.Rows.WriteAsync(connection, [], cancel);
        await audit.LoadedAsync(connection, [.. scene.Rows.Of<Patient>().Select(p => p.Id)], cancel);
        await transaction.CommitAsync(cancel);
    }

    // A demo of an earlier version has no hours and units yet. Where somebody has set hours of their own, or the network is not the demo's,
    // all of it stays as it is.
    private static async Task ClinicAsync(NpgsqlConnection connection, DemoScene scene, CancellationToken cancel)
    {
        const string unset = """
            select exists (select from organisations o
                           where o.id = $1 and not exists (select from business_hours h where h.organisation_id = o.id))
            """;
        if (!await ExistsAsync(connection, unset, RiversideNetwork.OrganisationId, cancel))
            return;
        RiversideNetwork.WriteCoordinators(scene);
        RiversideClinic.Write(scene);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await scene.Rows.WriteAsync(connection, Staff, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task BlockAsync(
        NpgsqlConnection connection,
        DemoScene scene,
        DemoAudit audit,
        int block,
        int patients,
        CancellationToken cancel
    )
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var written = await GeneratedPatients.WriteAsync(scene, connection, block, patients, cancel);
        if (written.Length == 0)
            return;
        if (
            !await ExistsAsync(
                connection,
                "select exists (select from organisation_units where organisation_id = $1)",
                RiversideNetwork.OrganisationId,
                cancel
            )
        )
            scene.Rows.Of<UnitMember>().Clear();
        await scene.Rows.WriteAsync(connection, Staff, cancel);
        await audit.LoadedAsync(connection, written, cancel);
        await transaction.CommitAsync(cancel);
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection connection, string question, Guid id, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(question, connection);
        command.Parameters.Add(new() { Value = id });
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string statement, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancel);
    }
}
