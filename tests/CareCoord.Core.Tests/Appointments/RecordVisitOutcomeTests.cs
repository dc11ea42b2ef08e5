using CareCoord.Access;
using CareCoord.Amendments;
using CareCoord.Appointments;
using CareCoord.Data;
using CareCoord.Shared;
using CareCoord.Testing;
using Npgsql;

namespace CareCoord.Core.Tests.Appointments;

/// <summary>What became of a visit is said by staff, once its time has come, and is corrected with what it said before.</summary>
public sealed class RecordVisitOutcomeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Why = "The clinic was closed because of the snow.";
    private readonly World world = new(database);
    private int days;

    [Theory]
    [InlineData(VisitState.Kept, null)]
    [InlineData(VisitState.Missed, null)]
    [InlineData(VisitState.Cancelled, Why)]
    public async Task The_provider_and_the_coordinator_record_it_and_the_patient_reads_it(VisitState outcome, string? reason)
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        foreach (var staff in new[] { cast.Provider, cast.Coordinator })
        {
            var visit = await PastAsync(cast);
            Assert.Equal(VisitState.Booked, (await ReadAsync(cast, cast.Self, visit)).State);

            await RecordAsync(cast, staff, visit, outcome, reason);

            var read = await ReadAsync(cast, cast.Self, visit);
            Assert.Equal((outcome, reason), (read.State, read.CancelReason));
            Assert.Equal(database.Clock.GetUtcNow(), read.OutcomeAt);
            Assert.Equal(
                1,
                await database.AsOwnerAsync<long>(
                    """
                    select count(*) from audit_entries
                    where action = 'appointments.outcome-recorded' and subject_id = $1 and account_id = $2
                    """,
                    visit,
                    staff.AccountId
                )
            );
        }
    }

    [Fact]
    public async Task Nobody_else_records_it_and_a_stranger_does_not_learn_of_it()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var other = await Cast.PlayAsync(world, database, "Denise");
        var visit = await PastAsync(cast);

        foreach (var person in new[] { cast.Self, cast.Caregiver })
            await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast, person, visit, VisitState.Kept));
        foreach (var stranger in new[] { other.Provider, other.Coordinator, other.Self, cast.Coordinator with { Hat = Hat.Administrator } })
            await Assert.ThrowsAsync<NotFound>(() => RecordAsync(cast, stranger, visit, VisitState.Kept));

        Assert.Equal(VisitState.Booked, (await ReadAsync(cast, cast.Self, visit)).State);
    }

    [Fact]
    public async Task The_database_itself_takes_it_from_staff_in_their_own_name_alone()
    {
        const string Kept = """
            update appointments set state = 'kept', outcome_by = $2, outcome_as = 'provider', outcome_at = app.actor_moment()
            where id = $1
            """;
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var visit = await PastAsync(cast);

        await Assert.ThrowsAsync<PostgresException>(() => database.AsAppAsync<object>(cast.Self, Kept, visit, cast.Self.AccountId));
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(cast.Provider, Kept, visit, cast.Coordinator.AccountId)
        );
        await Assert.ThrowsAsync<PostgresException>(() =>
            database.AsAppAsync<object>(cast.Provider, Kept, cast.Visit, cast.Provider.AccountId)
        );
        Assert.Equal(VisitState.Booked, (await ReadAsync(cast, cast.Self, visit)).State);
    }

    [Fact]
    public async Task Before_its_time_and_without_a_choice_or_a_reason_nothing_is_recorded()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var visit = await PastAsync(cast);

        var early = await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast, cast.Provider, cast.Visit, VisitState.Kept));
        Assert.StartsWith("It has not begun yet.", early.Message);
        foreach (var none in new VisitState?[] { null, VisitState.Booked, (VisitState)99 })
            Assert.Equal(
                VisitOutcome.Choose,
                (await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast, cast.Provider, visit, none))).Message
            );
        foreach (var none in new[] { null, "", " ", "\u202e", new string('x', VisitOutcome.Longest + 1) })
            Assert.Equal(
                VisitOutcome.SayWhy,
                (await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast, cast.Provider, visit, VisitState.Cancelled, none))).Message
            );
    }

    [Fact]
    public async Task It_is_corrected_with_a_reason_and_what_it_said_stays_readable()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var visit = await PastAsync(cast);
        await RecordAsync(cast, cast.Provider, visit, VisitState.Missed);

        await Assert.ThrowsAsync<RuleBroken>(() => RecordAsync(cast, cast.Coordinator, visit, VisitState.Kept));
        await RecordAsync(
            cast,
            cast.Coordinator,
            visit,
            VisitState.Kept,
            null,
            new(AmendmentKind.Correction, "She was there, at the other door.")
        );

        var view = await database.Get<AppointmentQueries>().AppointmentsAsync(cast.Self, cast.Patient, null, default);
        Assert.Equal(VisitState.Kept, view.Past.Items.Single(one => one.Id == visit).State);
        var former = view.Former.Single(one => one.EntryId == visit);
        Assert.Equal(
            (VisitState.Missed, "She was there, at the other door."),
            (EntryContent.Read<VisitOutcome>(former.Content).State, former.Reason)
        );
    }

    [Fact]
    public async Task Of_two_who_record_it_at_once_the_later_one_is_told()
    {
        var cast = await Cast.PlayAsync(world, database, "Walter");
        var visit = await PastAsync(cast);
        var seen = await VersionAsync(visit);
        await RecordAsync(cast, cast.Provider, visit, VisitState.Kept);

        var late = await Assert.ThrowsAsync<RuleBroken>(() =>
            database
                .Get<RecordVisitOutcome>()
                .RunAsync(cast.Coordinator, new(cast.Patient, visit, seen, VisitState.Missed, null, null), default)
        );

        Assert.Equal(LostRace.Overtaken, late.Message);
    }

    private Task<Guid> PastAsync(Cast cast) => world.VisitAsync(cast.Patient, cast.ProviderId, database.Clock.GetUtcNow().AddDays(-++days));

    private Task<uint> VersionAsync(Guid visit) => database.AsOwnerAsync<uint>("select xmin from appointments where id = $1", visit);

    private async Task RecordAsync(
        Cast cast,
        Actor by,
        Guid visit,
        VisitState? outcome,
        string? reason = null,
        AmendmentDraft? amendment = null
    ) =>
        await database
            .Get<RecordVisitOutcome>()
            .RunAsync(by, new(cast.Patient, visit, await VersionAsync(visit), outcome, reason, amendment), default);

    private async Task<AppointmentView> ReadAsync(Cast cast, Actor by, Guid visit)
    {
        var view = await database.Get<AppointmentQueries>().AppointmentsAsync(by, cast.Patient, null, default);
        return view.Past.Items.Single(one => one.Id == visit);
    }
}
