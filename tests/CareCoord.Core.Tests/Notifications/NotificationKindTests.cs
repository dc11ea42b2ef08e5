using CareCoord.Access;
using CareCoord.Notifications;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>Every kind of notification, for somebody who sees one part of a record, or all of it but one label.</summary>
public sealed class NotificationKindTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Category[] Parts =
    [
        Category.Plan,
        Category.Appointments,
        Category.Medications,
        Category.Results,
        Category.LegalDocuments,
        Category.Messages,
        Category.Story,
        Category.AccessHistory,
    ];

    private static readonly Category[] AllLabels = [Category.Behavioural, Category.Reproductive, Category.SubstanceUse, Category.Hiv];

    private readonly World world = new(database);

    public static TheoryData<Category> EachPart => [.. Parts];

    public static TheoryData<Category> EachLabel => [.. AllLabels];

    [Fact]
    public void Every_part_and_every_label_is_tried_here() =>
        Assert.Equal(Category.Everything, Parts.Concat(AllLabels).Aggregate(Category.None, (all, one) => all | one));

    [Theory, MemberData(nameof(EachPart))]
    public async Task Who_sees_one_part_is_shown_what_is_about_it_and_nothing_else(Category part)
    {
        var cast = await CastAsync(part);
        foreach (var kind in NotificationKind.All)
            await NotifyAsync(cast, kind);

        Assert.Equal(Names(kind => (kind.Part & part) != 0), await AccessAsync(cast));
    }

    [Theory, MemberData(nameof(EachLabel))]
    public async Task Who_sees_all_but_a_label_is_neither_shown_nor_told_what_carries_it(Category label)
    {
        var cast = await LabelledAsync(label, Category.Everything & ~label);
        foreach (var kind in NotificationKind.All)
            await NotifyAsync(cast, kind);
        Assert.Equal(Names(kind => kind is { Part: not Category.None, Subject: not { Labelled: true } }), await AccessAsync(cast));

        await ForgetAsync(cast);
        foreach (var kind in NotificationKind.All.Where(kind => kind.Subject is { Labelled: true }))
            await world.NotifyAsync(
                cast.Coordinator,
                cast.Caregiver.AccountId,
                Hat.Caregiver,
                kind.Name,
                cast.Patient,
                await SubjectAsync(cast, kind)
            );
        Assert.Equal("0 kept, 0 mails", await ToldAsync(cast));
    }

    [Theory, MemberData(nameof(EachLabel))]
    public async Task Who_sees_the_label_is_shown_and_told_all(Category label)
    {
        var cast = await LabelledAsync(label, Category.Everything);
        foreach (var kind in NotificationKind.All)
            await NotifyAsync(cast, kind);
        Assert.Equal(Names(kind => kind.Part != Category.None), await AccessAsync(cast));

        await ForgetAsync(cast);
        foreach (var kind in NotificationKind.All)
            await world.NotifyAsync(
                cast.Coordinator,
                cast.Caregiver.AccountId,
                Hat.Caregiver,
                kind.Name,
                cast.Patient,
                await SubjectAsync(cast, kind)
            );
        Assert.Equal($"{NotificationKind.All.Count} kept, {NotificationKind.All.Count} mails", await ToldAsync(cast));
    }

    [Fact]
    public async Task Without_a_patient_only_those_are_shown_that_are_told_so()
    {
        var cast = await CastAsync(Category.Everything);
        foreach (var kind in NotificationKind.All)
            await world.NotifyAsync(
                cast.Caregiver.AccountId,
                Hat.Caregiver,
                kind.Name,
                null,
                await SubjectAsync(cast, kind),
                cast.Coordinator.AccountId
            );

        Assert.Equal(Names(kind => kind.Unnamed), await AccessAsync(cast));
    }

    [Fact]
    public async Task Of_something_that_is_not_there_nobody_is_shown_anything()
    {
        var cast = await CastAsync(Category.Everything);
        foreach (var kind in NotificationKind.All.Where(kind => kind.Subject is not null))
            await world.NotifyAsync(
                cast.Caregiver.AccountId,
                Hat.Caregiver,
                kind.Name,
                cast.Patient,
                Guid.CreateVersion7(),
                cast.Coordinator.AccountId
            );

        Assert.Empty(await AccessAsync(cast));
    }

    [Fact]
    public async Task A_kind_that_no_feature_declares_can_neither_be_told_nor_kept()
    {
        var cast = await CastAsync(Category.Everything);

        var told = await Assert.ThrowsAsync<PostgresException>(() =>
            world.NotifyAsync(cast.Coordinator, cast.Caregiver.AccountId, Hat.Caregiver, "nobody_thought_of_it", cast.Patient, null)
        );
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, told.SqlState);
        var kept = await Assert.ThrowsAsync<PostgresException>(() => KeepAsync(cast, "nobody_thought_of_it", cast.Patient));
        Assert.Equal(PostgresErrorCodes.ForeignKeyViolation, kept.SqlState);
    }

    [Fact]
    public async Task A_kind_that_is_no_longer_declared_is_seen_by_nobody()
    {
        await database.AsOwnerAsync("insert into notification_kinds values ('retired', 'tasks', 0, null, false) on conflict do nothing");
        var cast = await CastAsync(Category.Everything);
        await KeepAsync(cast, "retired", cast.Patient);
        await KeepAsync(cast, "retired", null);

        Assert.Empty(await AccessAsync(cast));
    }

    [Fact]
    public void A_kind_is_about_the_part_in_which_its_subject_stands() =>
        Assert.All(NotificationKind.All, kind => Assert.True(kind.Subject is null || kind.Subject.Part == kind.Part, kind.Name));

    private async Task<Cast> CastAsync(Category sees)
    {
        var cast = await world.EverythingAsync(await Cast.PlayAsync(world, database, "Zelda", sees, Category.None));
        await ForgetAsync(cast);
        return cast;
    }

    private async Task<Cast> LabelledAsync(Category label, Category sees)
    {
        var cast = await CastAsync(sees);
        foreach (
            var table in NotificationKind.All.Select(kind => kind.Subject).OfType<RecordTable>().Where(table => table.Labelled).Distinct()
        )
            await database.AsOwnerAsync($"update {table.Name} set labels = $2 where patient_id = $1", cast.Patient, (int)label);
        return cast;
    }

    private async Task<Guid?> SubjectAsync(Cast cast, NotificationKind kind) =>
        kind.Subject is { } table ? await world.RowAsync(table, cast.Patient) : null;

    private async Task<Guid> NotifyAsync(Cast cast, NotificationKind kind) =>
        await world.NotifyAsync(
            cast.Caregiver.AccountId,
            Hat.Caregiver,
            kind.Name,
            cast.Patient,
            await SubjectAsync(cast, kind),
            cast.Coordinator.AccountId
        );

    // Past the declarations.
    private Task KeepAsync(Cast cast, string kind, Guid? patient) =>
        database.AsOwnerAsync(
            """
            insert into notifications (id, account_id, hat, kind, patient_id, caused_by, at)
                values ($1, $2, 'caregiver', $3, $4::uuid, $5, $6)
            """,
            Guid.CreateVersion7(),
            cast.Caregiver.AccountId,
            kind,
            patient,
            cast.Coordinator.AccountId,
            database.Clock.GetUtcNow()
        );

    private Task ForgetAsync(Cast cast) =>
        database.AsOwnerAsync(
            "with gone as (delete from mail_wishes where account_id = $1) delete from notifications where account_id = $1",
            cast.Caregiver.AccountId
        );

    private static string[] Names(Func<NotificationKind, bool> which) => [.. NotificationKind.All.Where(which).Select(kind => kind.Name)];

    // By the list, by the database past the product, and by the count: they must say the same.
    private async Task<string[]> AccessAsync(Cast cast)
    {
        var listed = new List<NotificationRow>();
        string? key = null;
        do
        {
            var page = (await database.Get<NotificationQueries>().NotificationsAsync(cast.Caregiver, key, default)).Rows;
            listed.AddRange(page.Items);
            key = page.Next;
        } while (key is not null);

        string[] names = [.. listed.Select(row => row.Kind.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(
            names,
            (await database.AsAppAsync<string[]>(cast.Caregiver, "select array(select kind from notifications)"))!.Order(
                StringComparer.Ordinal
            )
        );
        Assert.Equal(names.Length, await database.Get<NotificationQueries>().UnreadAsync(cast.Caregiver, default));
        return names;
    }

    private async Task<string> ToldAsync(Cast cast) =>
        (
            await database.AsOwnerAsync<string>(
                """
                select (select count(*) from notifications where account_id = $1) || ' kept, '
                    || (select count(*) from mail_wishes where account_id = $1) || ' mails'
                """,
                cast.Caregiver.AccountId
            )
        )!;
}
