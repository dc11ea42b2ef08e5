using System.Net.Mail;
using CareCoord.Notifications;
using CareCoord.Shared;
using CareCoord.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Mails that lie in a folder hold live links: nobody but the portal's own user reads them.</summary>
public sealed class OutboxFolderTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private readonly OutboxStage stage = new(database);

    private string Folder => Path.Combine(stage.Folder, "outbox");

    private MailSettings Settings => new(OutboxStage.Portal, new MailAddress("care@clinic.example"), null, Folder);

    public Task InitializeAsync() => stage.OpenAsync();

    public Task DisposeAsync() => stage.CloseAsync();

    [Fact]
    public async Task A_mail_and_its_folder_are_for_their_owner_alone()
    {
        await stage.NotifyAsync("task_asked");

        Assert.Equal(1, await stage.Sender(Settings).SendDueAsync(default));

        AreTheOwners(1);
    }

    [Fact]
    public async Task Mails_from_before_are_taken_away_from_everybody_else_at_the_start()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "old.eml"), "An invitation");
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(Path.Combine(Folder, "old.eml"), Everybody);
        File.SetUnixFileMode(Folder, Everybody);

        new ServiceCollection().AddOutbox(Settings);

        AreTheOwners(1);
    }

    private void AreTheOwners(int mails)
    {
        Assert.Equal(mails, Directory.GetFiles(Folder).Length);
        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(OwnFiles.Folder, File.GetUnixFileMode(Folder));
        foreach (var file in Directory.GetFiles(Folder))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & ~OwnFiles.File);
    }
}
