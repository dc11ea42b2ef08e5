using CareCoord.Access;
using CareCoord.Audit;
using CareCoord.Data;
using CareCoord.Files;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Web.Audit;
using CareCoord.Web.Files;
using CareCoord.Web.Limits;
using CareCoord.Web.Notifications;
using CareCoord.Web.Shell;
using CareCoord.Web.SignIn;

namespace CareCoord.Web.Settings;

/// <summary>All that a person may set, read once before anything is served; docs/settings.md says what each setting does.</summary>
internal sealed class PortalSettings
{
    private const string Connection = "ConnectionStrings:CareCoord";
    private const string Key = "CareCoord:ActorKey";
    private const string NodeName = "CareCoord:Node";
    private const string Data = "CareCoord:DataFolder";
    private const int KeyDigits = 64;
    private const int NoSpaceLeft = 28;

    public required PortalOrigin Origin { get; init; }
    public required string ConnectionString { get; init; }
    public required string ActorKey { get; init; }

    /// <summary>The node's name; null where the machine's name counts.</summary>
    public required string? Node { get; init; }

    /// <summary>The proxies that are believed; null where there are none.</summary>
    public required ForwardedHeadersOptions? Proxies { get; init; }

    public required LogLevels Log { get; init; }

    /// <summary>Whether each line of the log is an object of JSON.</summary>
    public required bool LogIsJson { get; init; }

    /// <summary>Whether traces and metrics are measured and sent.</summary>
    public required bool IsMeasured { get; init; }

    public required MailSettings Mail { get; init; }
    public required FileSettings Files { get; init; }
    public required AuditHeadSettings AuditHeads { get; init; }
    public required SampleAccountsFile SampleAccounts { get; init; }

    /// <summary>How much one person and one address may do at once.</summary>
    public required Allowance Allowed { get; init; }

    /// <summary>The folders in which the portal writes; that of the audit's heads is made with the first of them.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Reads them; throws <see cref="SettingsRefused"/> with a sentence for each fault.</summary>
    public static PortalSettings Read(IConfiguration configuration) => Read(new SettingsReader(configuration));

    /// <summary>The same, by a reader that knows afterwards which settings there are.</summary>
    public static PortalSettings Read(SettingsReader settings)
    {
        var origin = PortalOrigin.From(settings);
        var connection = ConnectionFrom(settings);
        var key = KeyFrom(settings);
        var node = NodeFrom(settings);
        var proxies = KnownProxies.From(settings);
        var log = LogLevels.From(settings);
        var json = PortalLog.IsJson(settings);
        var measured = PortalTelemetry.IsAskedFor(settings);
        var data = DataFolderFrom(settings);
        var mail = MailSetup.From(settings, origin, data);
        var allowed = Allowance.From(settings);
        var files = FileSetup.From(settings, data, allowed.Times);
        var heads = AuditSetup.From(settings, data);
        var samples = SampleAccountsFile.From(settings);
        settings.RefuseUnknown("CareCoord");
        settings.RefuseUnknown("Serilog");

        // What is null here was refused, and said so.
        return settings.Faults.Count > 0
            ? throw new SettingsRefused(settings.Faults)
            : new()
            {
                Origin = origin!,
                ConnectionString = connection!,
                ActorKey = key!,
                Node = node,
                Proxies = proxies,
                Log = log,
                LogIsJson = json,
                IsMeasured = measured,
                Mail = mail!,
                Files = files!,
                AuditHeads = heads!,
                Folders = heads!.Keys is null ? [data!] : [data!, heads.Folder],
                SampleAccounts = samples,
                Allowed = allowed,
            };
    }

    private static string? ConnectionFrom(SettingsReader settings)
    {
        var given = settings.Required(Connection);
        if (given is not null)
            settings.Try(() => DatabaseFeature.Safe(given, SettingsReader.Name(Connection)));
        return given;
    }

    private static string? KeyFrom(SettingsReader settings)
    {
        var key = settings.Required(Key);
        if (key is not null && (key.Length != KeyDigits || !key.All(char.IsAsciiHexDigit)))
            settings.Refuse(Key, "must be exactly 64 hexadecimal digits, those of the database's own key.");
        return key;
    }

    private static string? NodeFrom(SettingsReader settings)
    {
        var node = settings[NodeName]?.Trim();
        if (node is not null && (node.Length > PortalNode.Longest || node.Contains('|') || node.Any(char.IsControl)))
            settings.Refuse(NodeName, $"must have at most {PortalNode.Longest} characters, without | and without control characters.");
        return node;
    }

    private static string? DataFolderFrom(SettingsReader settings)
    {
        if (settings.Required(Data) is not { } given)
            return null;
        var folder = Path.GetFullPath(given);
        if (!Directory.Exists(folder))
        {
            settings.Refuse(Data, $"names {folder}, which is no folder.");
            return null;
        }

        try
        {
            var probe = OwnFiles.New();
            probe.Options = FileOptions.DeleteOnClose;
            new FileStream(Path.Combine(folder, $".probe-{Guid.CreateVersion7():N}"), probe).Dispose();
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException { HResult: not NoSpaceLeft })
        {
            settings.Refuse(Data, $"names {folder}, where this user cannot write.");
        }

        return folder;
    }
}
