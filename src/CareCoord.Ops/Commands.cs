using System.CommandLine;
using CareCoord.Audit;
using CareCoord.Ops.Audit;
using CareCoord.Ops.Database;
using CareCoord.Ops.Demo;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Ops.Serving;
using CareCoord.Ops.Terminal;

namespace CareCoord.Ops;

/// <summary>The table of commands and their options.</summary>
internal static class Commands
{
    private static readonly Option<string?> Data = new("--data")
    {
        Description = "The data folder (default: CARECOORD_DATA, or .data in the checkout)",
        Recursive = true,
    };

    public static RootCommand All(Voice voice) =>
        new("Runs and keeps CareCoord, the patient portal.")
        {
            Data,
            Serve(voice),
            Migrate(voice),
            Demo(voice),
            Verify(voice),
            DocumentKey(voice),
            AuditKey(voice),
            Database(voice),
            WriteSchema(voice),
        };

    private static Command Serve(Voice voice)
    {
        var web = new Option<string?>("--web")
        {
            Description = "The portal's CareCoord.Web.dll (default: the one built beside this command)",
        };
        var command = new Command("serve", "Runs the portal with its database until Ctrl-C.") { web };
        command.SetAction(
            async (parsed, stop) =>
            {
                try
                {
                    await new ServePortal(voice, FolderOf(parsed), parsed.GetValue(web)).RunAsync(stop);
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    // Being asked to stop is how serving ends well.
                }

                return 0;
            }
        );
        return command;
    }

    private static Command Migrate(Voice voice)
    {
        var command = new Command("migrate", "Brings the database's schema up to this version.");
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var database = await OwnedDatabase.OpenAsync(FolderOf(parsed), voice, stop);
                await Schema.MigrateAsync(database.OwnerConnectionString, voice, stop);
                // A portal that begins on this folder then exports the audit's heads from its first round on.
                if (Directory.Exists(FolderOf(parsed)))
                    AuditKeys.EnsureIn(FolderOf(parsed));
                return 0;
            }
        );
        return command;
    }

    private static Command Demo(Voice voice)
    {
        var patients = new Option<int>("--patients") { Description = "How many further patients to make", DefaultValueFactory = _ => 0 };
        patients.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < 0 or > 1_000_000)
            {
                given.AddError("--patients takes a number from 0 to 1000000.");
            }
        });
        var command = new Command("demo", "Loads the demo network, and further invented patients.") { patients };
        command.SetAction(
            async (parsed, stop) =>
            {
                await using var database = await OwnedDatabase.OpenAsync(FolderOf(parsed), voice, stop);
                await Schema.MigrateAsync(database.OwnerConnectionString, voice, stop);
                // A server of its own may serve a portal on another machine: documents lie where its data folder is.
                var vault = database.IsOwn ? DocumentVault.In(FolderOf(parsed)) : DocumentVault.Where(FolderOf(parsed));
                if (vault is null)
                    voice.Warn(
                        "There are no document keys here, so the demo comes without legal documents. "
                            + "Name the portal's data folder by --data, and its key file by "
                            + DocumentKeys.Setting
                            + "."
                    );
                await voice.CountAsync(
                    "Loading the demo network",
                    progress =>
                        DemoNetwork.LoadAsync(
                            database.OwnerConnectionString,
                            parsed.GetValue(patients),
                            vault,
                            TimeProvider.System,
                            progress,
                            stop
                        )
                );
                // A portal that is told of the file offers its people at sign-in.
                if (Directory.Exists(FolderOf(parsed)))
                    DemoPeople.WriteTo(FolderOf(parsed));
                return 0;
            }
        );
        return command;
    }

    private static Command Verify(Voice voice)
    {
        var heads = new Option<string?>("--heads")
        {
            Description = "The folder of the audit's signed heads (default: audit-heads in the data folder)",
        };
        var keys = new Option<string?>("--public-key")
        {
            Description = "The public keys of whoever signs them, your own copy (default: audit-head-keys.public in the data folder)",
        };
        var command = new Command("verify", "Checks that the audit is whole: exit code 0, or 2 with what does not fit.") { heads, keys };
        command.SetAction(
            async (parsed, stop) =>
            {
                var folder = FolderOf(parsed);
                var witnesses = new AuditWitnesses(
                    parsed.GetValue(heads) ?? AuditKeys.HeadsIn(folder),
                    parsed.GetValue(keys) ?? AuditKeys.In(folder) + AuditHeadKeys.PublicEnding,
                    Path.Combine(folder, "audit-heads.jsonl")
                );
                if (File.Exists(witnesses.Folder))
                    throw new OpsRefused(
                        $"{witnesses.Folder} is a file, as earlier versions wrote them, unsigned: name the folder of the signed heads."
                    );
                await using var database = await OwnedDatabase.OpenAsync(folder, voice, stop);
                var verified = await VerifyAudit.RunAsync(database.OwnerConnectionString, witnesses, stop);
                foreach (var problem in verified.Problems)
                    voice.Warn(problem);
                voice.Announce(
                    verified.Problems.Count == 0
                        ? $"The audit is whole: {verified.Said}. Keep a copy of {witnesses.Folder} and of the public keys elsewhere."
                        : "The audit is not whole."
                );
                return verified.Problems.Count == 0 ? 0 : 2;
            }
        );
        return command;
    }

    private static Command AuditKey(Voice voice)
    {
        var file = new Option<string?>("--file") { Description = "The key file (default: audit-head-keys in the data folder)" };
        var command = new Command("audit-key", "Adds a new key that signs the audit's heads; those before it stay.") { file };
        command.SetAction(
            (parsed, _) =>
            {
                var path = parsed.GetValue(file) ?? AuditKeys.In(FolderOf(parsed));
                AuditKeys.Add(path);
                voice.Announce(
                    $"The audit's heads are signed by a new key in {path} once the portal starts again. "
                        + $"Copy {path}{AuditHeadKeys.PublicEnding} to where you verify: what it does not hold is not believed."
                );
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static Command DocumentKey(Voice voice)
    {
        var file = new Option<string?>("--file") { Description = "The key file (default: document-keys in the data folder)" };
        var command = new Command("document-key", "Adds a new master key for documents; those before it stay, for what they have wrapped.")
        {
            file,
        };
        command.SetAction(
            (parsed, _) =>
            {
                var path = parsed.GetValue(file) ?? Path.Combine(FolderOf(parsed), "document-keys");
                DocumentKeys.Add(path);
                voice.Announce(
                    $"New documents are wrapped by a new key in {path} once the portal starts again. "
                        + "Keep a copy of the file elsewhere: without it no document can be read."
                );
                return Task.FromResult(0);
            }
        );
        return command;
    }

    private static Command Database(Voice voice)
    {
        var fast = new Option<bool>("--fast") { Description = "Gives up safety against power loss: for throw-away test databases only" };
        var start = new Command("start", "Starts a private database, leaves it running, and writes how to reach it into cluster.json.")
        {
            fast,
        };
        start.SetAction((parsed, stop) => new PrivateDatabase(voice, FolderOf(parsed)).StartAsync(parsed.GetValue(fast), stop));
        var end = new Command("stop", "Stops the private database.");
        end.SetAction((parsed, stop) => new PrivateDatabase(voice, FolderOf(parsed)).StopAsync(stop));
        var status = new Command("status", "Says whether the private database runs (exit code 0) or not (3).");
        status.SetAction((parsed, stop) => new PrivateDatabase(voice, FolderOf(parsed)).StatusAsync(stop));
        var aside = new Command(
            "put-aside",
            "Gives the data folder another name, with its database, so that a new one can begin; nothing is lost."
        );
        aside.SetAction(
            async (parsed, stop) =>
            {
                var folder = await PutAside.RunAsync(FolderOf(parsed), TimeProvider.System, stop);
                voice.Announce($"It is in {folder} from now on.");
                return 0;
            }
        );
        return new Command("database", "A private database alone, without the portal.") { start, end, status, aside };
    }

    private static Command WriteSchema(Voice voice)
    {
        var command = new Command(
            "schema",
            "Writes what is derived in the checkout: the shared policies, and Data/schema.sql of a fresh database."
        );
        command.SetAction(
            async (_, stop) =>
            {
                await Ops.Database.WriteSchema.RunAsync(Path.Combine(DataFolder.Checkout(), "src", "CareCoord.Core"), voice, stop);
                return 0;
            }
        );
        return command;
    }

    private static string FolderOf(ParseResult parsed) => DataFolder.Choose(parsed.GetValue(Data));
}
