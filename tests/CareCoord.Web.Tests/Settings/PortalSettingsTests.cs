using CareCoord.Shared;
using CareCoord.Web.Settings;

namespace CareCoord.Web.Tests.Settings;

/// <summary>A wrong setting of each kind stops the start with its sentence, and right ones do not.</summary>
public sealed class PortalSettingsTests : IDisposable
{
    private const string Missing = " is missing: start the portal by ./run.sh, or set it.";
    private const string Levels = " must be Verbose, Debug, Information, Warning, Error or Fatal.";
    private const string Tls =
        " must be starttls (a connection that turns to TLS before anything is sent), tls (TLS from the first byte) or none"
        + " (no TLS, to this machine itself only).";
    private const string PublicOrigin =
        " must be an https address without a path, such as https://portal.example.org, or a plain one on loopback.";
    private const string Proxy = ", which is no address and no network: write them as 10.0.0.7 or 10.1.0.0/16, between commas.";
    private readonly RightSettings right = new();

    public void Dispose() => right.Dispose();

    [Theory]
    [InlineData("ConnectionStrings:CareCoord", "", Missing)]
    [InlineData("ConnectionStrings:CareCoord", " ", Missing)]
    [InlineData(
        "ConnectionStrings:CareCoord",
        RightSettings.Secret,
        " is not a connection string of the kind Host=…;Database=…;Username=…;Password=…."
    )]
    [InlineData("ConnectionStrings:CareCoord", "Database=carecoord", " names no Host.")]
    [InlineData(
        "ConnectionStrings:CareCoord",
        "Host=db;Password=" + RightSettings.Secret + ";Multiplexing=true",
        " sets Multiplexing, No Reset On Close or Enlist, with which one person's reading could run as another: remove it."
    )]
    [InlineData("CareCoord:ActorKey", "", Missing)]
    [InlineData("CareCoord:ActorKey", RightSettings.Secret, " must be exactly 64 hexadecimal digits, those of the database's own key.")]
    [InlineData("CareCoord:PublicOrigin", "http://portal.example.org", PublicOrigin)]
    [InlineData("CareCoord:PublicOrigin", "portal.example.org", PublicOrigin)]
    [InlineData("CareCoord:PublicOrigin", "ftp://127.0.0.1", PublicOrigin)]
    [InlineData("CareCoord:PublicOrigin", "https://portal.example.org/care", PublicOrigin)]
    [InlineData("CareCoord:KnownProxies", "proxy.example.org", " names proxy.example.org" + Proxy)]
    [InlineData("CareCoord:KnownProxies", "192.0.2.9, 10.0.0.0/99", " names 10.0.0.0/99" + Proxy)]
    [InlineData("CareCoord:Node", "a|b", " must have at most 60 characters, without | and without control characters.")]
    [InlineData("CareCoord:Node", "a\nb", " must have at most 60 characters, without | and without control characters.")]
    [InlineData("CareCoord:DataFolder", "", Missing)]
    [InlineData("CareCoord:DataFolder", "/nowhere/at/all", " names /nowhere/at/all, which is no folder.")]
    [InlineData("CareCoord:DataFolder", "/proc", " names /proc, where this user cannot write.")]
    [InlineData("CareCoord:DocumentKeyFile", "", Missing)]
    [InlineData(
        "CareCoord:DocumentKeyFile",
        "/nowhere/keys",
        ": The key file /nowhere/keys of the documents is missing: put it back, "
            + "or make one by `carecoord document-key` where none was ever made."
    )]
    [InlineData(
        "CareCoord:SampleAccounts",
        "/nowhere/at/all.json",
        " names /nowhere/at/all.json, which is no file in a folder that is there."
    )]
    [InlineData("CareCoord:SampleAccounts", "/tmp", " names /tmp, which is no file in a folder that is there.")]
    [InlineData("CareCoord:Antivirus:Clamd", "clamd", " must be host:port, or the path of clamd's socket.")]
    [InlineData("CareCoord:Smtp:Host", "mail:25", " must be the mail server's name or address alone, such as mail.clinic.example.")]
    [InlineData("CareCoord:Smtp:Port", "70000", " must be a number from 1 to 65535.")]
    [InlineData("CareCoord:Smtp:From", "nobody", " must be the address that mails come from, such as care@clinic.example.")]
    [InlineData("CareCoord:Smtp:Tls", "maybe", Tls)]
    [InlineData("CareCoord:Smtp:Tls", "none", " must not be none where mails go to another machine: others could read them on the way.")]
    [InlineData(
        "CareCoord:Smtp:Certificate",
        "/nowhere/authority.pem",
        " must be a readable PEM file of the authority that signs the mail server's certificate."
    )]
    [InlineData("URLS", "somewhere", " has somewhere, which is not an address such as http://127.0.0.1:5080.")]
    [InlineData(
        "URLS",
        "http://192.0.2.1:5080",
        " has http://192.0.2.1:5080/, which would serve health records over plain HTTP to other machines: "
            + "bind to loopback or https, or set "
            + "CareCoord__PublicOrigin to the https address of the proxy before it."
    )]
    [InlineData("URLS", ";", " must have an address such as http://127.0.0.1:5080.")]
    [InlineData("Kestrel:Endpoints:Open:Url", "http://*:80", " must not be set: what the portal listens on is said by ASPNETCORE_URLS.")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", " must be an http or https address, such as http://collector:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http", " must be grpc or http/protobuf.")]
    [InlineData("Serilog:MinimumLevel:Default", "loud", Levels)]
    [InlineData("Serilog:MinimumLevel:Default", "7", Levels)]
    [InlineData("Serilog:MinimumLevel:Override:Npgsql", "loud", Levels)]
    [InlineData(
        "Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Hosting",
        "Information",
        " must be Warning, Error or Fatal: the framework's lines about requests hold addresses that are keys."
    )]
    [InlineData("Logging:LogLevel:Default", "Warning", " is not a setting: levels are set by Serilog__MinimumLevel.")]
    [InlineData("CareCoord:Log:Format", "xml", " must be text or json.")]
    [InlineData("CareCoord:Log:Format", "JSON", " must be text or json.")]
    public void A_wrong_setting_stops_the_start_with_its_sentence(string key, string value, string sentence)
    {
        right.Values["CareCoord:Smtp:Host"] = "mail.clinic.example";
        right.Values["CareCoord:Smtp:From"] = "care@clinic.example";
        right.Values["CareCoord:Smtp:Password"] = RightSettings.Secret;
        right.Values[key] = value;

        Assert.Equal([SettingsReader.Name(key) + sentence], Refused());
    }

    [Theory]
    [InlineData("CareCoord:Stmp:Host", "is not a setting; did you mean CareCoord__Smtp__Host?")]
    [InlineData("CareCoord:ActorKeys", "is not a setting; did you mean CareCoord__ActorKey?")]
    [InlineData("CareCoord:KnownProxies:0", "is not a setting; did you mean CareCoord__KnownProxies?")]
    [InlineData("CareCoord:publicorgin", "is not a setting; did you mean CareCoord__PublicOrigin?")]
    [InlineData("CareCoord:Weather", "is not a setting; docs/settings.md lists all of them.")]
    [InlineData("Serilog:MinimumLevel:Defualt", "is not a setting; did you mean Serilog__MinimumLevel__Default?")]
    [InlineData("Serilog:WriteTo:0:Name", "is not a setting; docs/settings.md lists all of them.")]
    public void A_misspelt_setting_stops_the_start_with_the_name_that_was_meant(string key, string sentence)
    {
        right.Values[key] = RightSettings.Secret;

        Assert.Equal([$"{SettingsReader.Name(key)} {sentence}"], Refused());
    }

    [Fact]
    public void All_faults_are_told_at_once_and_no_secret_is()
    {
        right.Values["ConnectionStrings:CareCoord"] = RightSettings.Secret;
        right.Values["CareCoord:ActorKey"] = RightSettings.Secret;
        right.Values["CareCoord:KnownProxies"] = "one, two";
        right.Values["CareCoord:PublicOrigin"] = "http://portal.example.org";
        right.Values["CareCoord:Smtp:Port"] = RightSettings.Secret;
        right.Values["CareCoord:Smtp:Password"] = RightSettings.Secret;
        right.Values["CareCoord:Smtp:Pasword"] = RightSettings.Secret;
        right.Values["OTEL_EXPORTER_OTLP_ENDPOINT"] = RightSettings.Secret;

        var refused = Refused();

        Assert.Equal(8, refused.Count);
        Assert.All(refused, sentence => Assert.DoesNotContain(RightSettings.Secret, sentence));
    }

    [Theory]
    [InlineData("no key", UnixFileMode.UserRead, "Line 1 of the documents' key file is no key, or its id stands there twice")]
    [InlineData("", UnixFileMode.UserRead, "The documents' key file holds no key.")]
    [InlineData("k1", UnixFileMode.UserRead | UnixFileMode.OtherRead, "may be read by others: allow it to its owner only, by chmod 600.")]
    public void A_key_file_that_is_none_is_told_without_what_stands_in_it(string text, UnixFileMode mode, string sentence)
    {
        var file = Path.Combine(right.Folder, "wrong-keys");
        File.WriteAllText(file, text + (text == "" ? "" : RightSettings.Secret));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, mode);
        right.Values["CareCoord:DocumentKeyFile"] = file;

        var refused = Assert.Single(Refused());

        Assert.StartsWith("CareCoord__DocumentKeyFile: ", refused);
        Assert.Contains(sentence, refused);
        Assert.DoesNotContain(RightSettings.Secret, refused);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"password\":\"x\"}")]
    [InlineData("{\"password\":\"x\",\"people\":[{\"name\":\"Walter\"}]}")]
    public void A_file_of_sample_accounts_that_is_none_is_told(string text)
    {
        var file = Path.Combine(right.Folder, "people.json");
        File.WriteAllText(file, text);
        right.Values["CareCoord:SampleAccounts"] = file;

        Assert.Equal(
            [$"CareCoord__SampleAccounts names {file}, which is no list of sample accounts as `carecoord demo` writes it."],
            Refused()
        );
    }

    [Fact]
    public void A_file_of_sample_accounts_may_be_written_while_the_portal_runs()
    {
        right.Values["CareCoord:SampleAccounts"] = Path.Combine(right.Folder, "people.json");
        var samples = PortalSettings.Read(right.Reader()).SampleAccounts;

        Assert.Null(samples.Read());
        Ops.Demo.DemoPeople.WriteTo(right.Folder);
        File.Move(Path.Combine(right.Folder, "sample-accounts.json"), samples.Path!);

        Assert.Equal(Ops.Demo.DemoPeople.All.Count, samples.Read()!.People.Count);
    }

    [Fact]
    public void A_nodes_name_is_not_cut_but_refused()
    {
        right.Values["CareCoord:Node"] = new string('n', 61);

        Assert.StartsWith("CareCoord__Node must have at most 60 characters", Assert.Single(Refused()));
    }

    [Fact]
    public void Every_setting_may_be_set_rightly()
    {
        right.Values["CareCoord:PublicOrigin"] = "https://portal.example.org";
        right.Values["CareCoord:KnownProxies"] = "10.0.0.7, 10.1.0.0/16, 2001:db8::/32";
        right.Values["CareCoord:Node"] = "portal-7";
        right.Values["CareCoord:Antivirus:Clamd"] = "clamd:3310";
        right.Values["CareCoord:Smtp:Host"] = "mail.clinic.example";
        right.Values["CareCoord:Smtp:From"] = "Riverside <care@clinic.example>";
        right.Values["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://collector:4317";
        right.Values["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        right.Values["CareCoord:Log:Format"] = "json";
        right.Values["Serilog:MinimumLevel:Default"] = "debug";
        right.Values["Serilog:MinimumLevel:Override:Npgsql"] = "Error";

        var settings = PortalSettings.Read(right.Reader());

        Assert.Equal("portal-7", settings.Node);
        Assert.Equal(("clamd", 3310), (settings.Files.Antivirus!.Host, settings.Files.Antivirus.Port));
        Assert.Equal(("mail.clinic.example", 587), (settings.Mail.Server!.Host, settings.Mail.Server.Port));
        Assert.Equal((1, 2), (settings.Proxies!.KnownProxies.Count, settings.Proxies.KnownIPNetworks.Count));
        Assert.True(settings.IsMeasured);
        Assert.True(settings.LogIsJson);
        Assert.Equal("Debug", settings.Log.Least.ToString());
        Assert.Equal("Error", settings.Log.Categories["Npgsql"].ToString());
    }

    private IReadOnlyList<string> Refused() => Assert.Throws<SettingsRefused>(() => PortalSettings.Read(right.Reader())).Sentences;
}
