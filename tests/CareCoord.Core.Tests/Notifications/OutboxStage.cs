using System.Net.Mail;
using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Organisations;
using CareCoord.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>A nurse who is told things, and a mail server that takes what the outbox sends.</summary>
internal sealed class OutboxStage(TestDatabase database)
{
    public static Uri Portal { get; } = new("https://care.clinic.example/");

    public World World { get; } = new(database);

    public MailCatcher Server { get; } = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("carecoord-outbox-").FullName;

    public Cast Cast { get; private set; } = null!;

    public Guid Nurse { get; private set; }

    public async Task OpenAsync()
    {
        await database.AsOwnerAsync("truncate mail_wishes, outbox_mails");
        Cast = await Cast.PlayAsync(World, database, "Walter");
        Nurse = Cast.Provider.AccountId;
    }

    public async Task CloseAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public SendOutbox Sender(MailSettings? settings = null) =>
        new(
            database.Get<Outbox>(),
            settings ?? new(Portal, new MailAddress("care@clinic.example"), new("127.0.0.1", Server.Port, null, null, MailTls.None), null),
            database.Get<OrganisationQueries>(),
            NullLogger<SendOutbox>.Instance
        );

    public Task NotifyAsync(string kind, Guid? subject = null) =>
        World.NotifyAsync(Cast.Coordinator, Nurse, Hat.Provider, kind, Cast.Patient, subject);

    public Task<string?> OutcomeAsync() =>
        database.AsOwnerAsync<string>("select outcome from outbox_mails where account_id = $1 order by created_at limit 1", Nurse);

    public async Task AtAsync(DateTimeOffset moment, Func<Task> act)
    {
        var now = database.Clock.GetUtcNow();
        database.Clock.Set(moment);
        try
        {
            await act();
        }
        finally
        {
            database.Clock.Set(now);
        }
    }
}
