using System.Net;
using System.Xml.Linq;
using CareCoord.Access;
using CareCoord.DataProtection;
using CareCoord.Files;
using CareCoord.Ops.Demo;
using CareCoord.Testing;
using CareCoord.Web.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CareCoord.Web.Tests.DataProtection;

/// <summary>The keys of cookies and forms: common to all nodes, in the database, and worth nothing without the master key.</summary>
public sealed class DataProtectionTests(Portal portal) : IClassFixture<Portal>, IDisposable
{
    private readonly string elsewhere = Directory.CreateTempSubdirectory("carecoord-node-").FullName;

    public void Dispose() => Directory.Delete(elsewhere, recursive: true);

    [Fact]
    public async Task Nodes_without_a_common_folder_understand_each_others_cookies()
    {
        await using var other = Node(KeyFile.In(portal.Folder));
        var here = await portal.VisitorAsync(DemoPeople.All[0].Email);
        var there = Portal.VisitorOf(other);
        await there.SignInAsync(DemoPeople.All[0].Email, DemoPeople.Password);

        await ReadsAsync(Portal.VisitorOf(other), here);
        await ReadsAsync(portal.Visitor(), there);

        Assert.False(Directory.Exists(Path.Combine(portal.Folder, "keys")));
        Assert.False(Directory.Exists(Path.Combine(elsewhere, "keys")));
    }

    [Fact]
    public async Task No_key_lies_in_the_database_in_clear()
    {
        await portal.VisitorAsync(DemoPeople.All[0].Email);
        var kept = await KeptAsync();
        var decryptor = new MasterKeyDecryptor(portal.Services);

        Assert.NotEmpty(kept);
        Assert.All(
            kept,
            xml =>
            {
                var secret = decryptor.Decrypt(XElement.Parse(xml).Descendants("sealed").Single()).Descendants("value").Single().Value;
                Assert.Equal(64, Convert.FromBase64String(secret).Length);
                Assert.DoesNotContain(secret, xml);
                Assert.DoesNotContain("<masterKey", xml);
            }
        );
    }

    [Fact]
    public async Task The_database_refuses_a_key_in_clear()
    {
        const string Clear =
            "<key><masterKey p4:requiresEncryption=\"true\" "
            + "xmlns:p4=\"http://schemas.asp.net/2015/03/dataProtection\"><value>AAAA</value></masterKey></key>";

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() =>
            portal.Services.GetRequiredService<DataProtectionKeyStore>().AddAsync("clear", Clear, default)
        );

        Assert.Equal(PostgresErrorCodes.CheckViolation, (refused.InnerException as PostgresException)?.SqlState);
    }

    [Fact]
    public async Task Nobody_who_is_signed_in_sees_or_adds_a_key()
    {
        await portal.VisitorAsync(DemoPeople.All[0].Email);
        const string Count = "select count(*) from data_protection_keys";
        var hats = Enum.GetValues<Hat>().Where(hat => hat != Hat.System).ToList();

        Assert.NotEqual(0, await portal.Database.AsAppAsync<long>(Actor.Portal, Count));
        Assert.Equal(0, await portal.Database.AsAppAsync<long>(null, Count));
        foreach (var hat in hats)
        {
            var account = await portal.Database.AsOwnerAsync<Guid?>(
                "select account_id from account_hats where hat = $1 limit 1",
                hat.ToString().ToLowerInvariant()
            );
            var asker = new Actor(account ?? Actor.Portal.AccountId, hat);
            Assert.Equal(0, await portal.Database.AsAppAsync<long>(asker, Count));
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                portal.Database.AsAppAsync<object>(
                    asker,
                    "insert into data_protection_keys (id, name, xml, created_at) values (gen_random_uuid(), 'mine', '<key/>', now())"
                )
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }

        var changed = await Assert.ThrowsAsync<PostgresException>(() =>
            portal.Database.AsAppAsync<object>(Actor.Portal, "delete from data_protection_keys")
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, changed.SqlState);
    }

    [Fact]
    public async Task A_key_sealed_by_an_older_master_key_still_opens()
    {
        var here = await portal.VisitorAsync(DemoPeople.All[0].Email);
        var newer = MasterKeys.NewLine(TimeProvider.System.GetUtcNow().AddDays(1));
        await using var other = Node(await KeysAsync([.. await File.ReadAllLinesAsync(KeyFile.In(portal.Folder)), newer]));

        await ReadsAsync(Portal.VisitorOf(other), here);
        var made = other
            .Services.GetRequiredService<IOptions<KeyManagementOptions>>()
            .Value.XmlEncryptor!.Encrypt(new XElement("masterKey", "new"));

        Assert.Equal(newer.Split(' ')[0], (string?)made.EncryptedElement.Attribute("by"));
    }

    [Fact]
    public async Task A_portal_without_the_master_key_does_not_start_and_makes_no_key_of_its_own()
    {
        await portal.VisitorAsync(DemoPeople.All[0].Email);
        var before = await KeptAsync();
        await using var without = Node(Path.Combine(elsewhere, "nowhere"));
        await using var another = Node(await KeysAsync([MasterKeys.NewLine(DateTimeOffset.UnixEpoch)]));

        // What it says then is held by PortalSettingsTests.
        Assert.ThrowsAny<InvalidOperationException>(() => without.CreateClient());
        Assert.Matches(
            "^The key [0-9a-f-]{36} of cookies and forms cannot be opened: The master key that sealed it is not at hand\\. Put the line",
            Assert.ThrowsAny<InvalidOperationException>(() => another.CreateClient()).Message
        );
        Assert.Equal(before, await KeptAsync());
    }

    private WebApplicationFactory<Program> Node(string keyFile) =>
        portal.WithWebHostBuilder(node =>
            node.UseSetting("CareCoord:DataFolder", elsewhere).UseSetting("CareCoord:DocumentKeyFile", keyFile)
        );

    private async Task<string> KeysAsync(string[] lines)
    {
        var path = KeyFile.In(elsewhere);
        await File.WriteAllLinesAsync(path, lines);
        return path;
    }

    private async Task<string[]> KeptAsync() =>
        (await portal.Database.AsOwnerAsync<string[]>("select array(select xml from data_protection_keys order by created_at, id)"))!;

    private static async Task ReadsAsync(Visitor elsewhere, Visitor signedIn)
    {
        foreach (var (name, value) in signedIn.Cookies)
            elsewhere.Cookies[name] = value;
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.GetAsync("/account")).StatusCode);
    }
}
