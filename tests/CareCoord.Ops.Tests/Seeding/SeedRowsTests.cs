using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Caseloads;
using CareCoord.Ops.Seeding;
using CareCoord.Organisations;
using CareCoord.Patients;
using CareCoord.Testing;
using CareCoord.TreatmentPlans;

namespace CareCoord.Ops.Tests.Seeding;

/// <summary>Rows are given by the names of properties, and what does not fit the mapping or the table is said in a sentence.</summary>
public sealed class SeedRowsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly SeedRows rows = new();

    [Fact]
    public void A_property_that_does_not_exist_is_named() =>
        Refused(
            "Problem has no property Nmae that is stored.",
            () =>
                rows.Add<Problem>(
                    new
                    {
                        PatientId = Guid.Empty,
                        PlanId = Guid.Empty,
                        Name = "Asthma",
                        Nmae = "Asthma",
                        Labels = Category.None,
                        Position = 1,
                    }
                )
        );

    [Fact]
    public void What_is_missing_is_named() =>
        Refused(
            "A row of Problem needs Labels, PlanId.",
            () =>
                rows.Add<Problem>(
                    new
                    {
                        PatientId = Guid.Empty,
                        Name = "Asthma",
                        Position = 1,
                    }
                )
        );

    [Fact]
    public void A_value_of_another_type_is_refused() =>
        Refused(
            "Problem.Position is Int32, not Int64.",
            () =>
                rows.Add<Problem>(
                    new
                    {
                        PatientId = Guid.Empty,
                        PlanId = Guid.Empty,
                        Name = "Asthma",
                        Labels = Category.None,
                        Position = 1L,
                    }
                )
        );

    [Fact]
    public void Nothing_where_something_is_required_is_refused() =>
        Refused(
            "Problem.Name is required.",
            () =>
                rows.Add<Problem>(
                    new
                    {
                        PatientId = Guid.Empty,
                        PlanId = Guid.Empty,
                        Name = (string?)null,
                        Labels = Category.None,
                        Position = 1,
                    }
                )
        );

    [Fact]
    public void What_the_database_makes_itself_cannot_be_set() =>
        Refused(
            "Absence has no property EndsAt that is stored.",
            () => SeedRows.Change(rows.Keep(NewAbsence()), new { EndsAt = DateTimeOffset.UnixEpoch })
        );

    [Fact]
    public void A_type_that_is_not_mapped_is_refused() =>
        Refused(
            "PatientBanner is not a mapped entity. A table without one takes AddTo.",
            () => rows.Add<PatientBanner>(new { Name = "Denise" })
        );

    [Fact]
    public async Task A_column_that_a_table_without_an_entity_does_not_have_is_named()
    {
        rows.AddTo(
            "last_looks",
            new
            {
                AccountId = Guid.Empty,
                PatientId = Guid.Empty,
                LookedAt = DateTimeOffset.UnixEpoch,
                Glasses = true,
            }
        );
        Assert.Equal(
            "The table last_looks has no column glasses.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => database.SeedAsync(rows))).Message
        );
    }

    [Fact]
    public async Task A_column_that_a_table_without_an_entity_needs_is_named()
    {
        rows.AddTo("last_looks", new { AccountId = Guid.Empty });
        Assert.Equal(
            "A row of last_looks needs looked_at, patient_id.",
            (await Assert.ThrowsAsync<InvalidOperationException>(() => database.SeedAsync(rows))).Message
        );
    }

    [Fact]
    public async Task What_others_refer_to_is_written_first_and_each_value_as_the_mapping_stores_it()
    {
        var world = new World(database);
        var (patient, plan, self) = (Guid.CreateVersion7(), Guid.CreateVersion7(), await world.AccountAsync("Vera", Hat.Patient));
        var now = database.Clock.GetUtcNow();
        rows.AddTo(
            "last_looks",
            new
            {
                AccountId = self,
                PatientId = patient,
                LookedAt = now,
            }
        );
        rows.Add<Goal>(
            new
            {
                PatientId = patient,
                Id = plan,
                LineageId = plan,
                PlanId = plan,
                Statement = "Walk",
                Measure = "Walking",
                StartValue = 0m,
                TargetValue = 2.5m,
                TargetIs = TargetIs.AtLeast,
                DueOn = new DateOnly(2027, 1, 31),
                Labels = Category.Behavioural | Category.SubstanceUse,
                Position = 1,
            }
        );
        rows.Add<TreatmentPlan>(
            new
            {
                PatientId = patient,
                Id = plan,
                Version = 1,
                State = PlanState.Published,
                PublishedAt = now,
                PublishedBy = self,
            }
        );
        rows.Add<Patient>(
            new
            {
                Id = patient,
                GivenName = "Vera",
                FamilyName = "Example",
                BirthDate = new DateOnly(1950, 2, 3),
                TimeZone = "Etc/UTC",
                CreatedAt = now,
            }
        );

        await database.SeedAsync(rows);

        Assert.Equal(
            $"at_least 2.5 2027-01-31 {(int)(Category.Behavioural | Category.SubstanceUse)} published",
            await database.AsOwnerAsync<string>(
                """
                select concat_ws(' ', g.target_is, g.target_value, g.due_on, g.labels, p.state) from goals g
                join treatment_plans p on p.id = g.plan_id where g.patient_id = $1
                """,
                patient
            )
        );
        Assert.Equal(1L, await database.AsOwnerAsync<long>("select count(*) from last_looks where patient_id = $1", patient));
    }

    [Fact]
    public async Task Several_rows_go_in_one_statement_with_nothing_where_nothing_is_said()
    {
        var organisation = await database.SeedAsync<Organisation>(
            new
            {
                Name = "Riverside",
                TimeZone = "Etc/UTC",
                EmergencyNumber = "911",
                Phone = "555 0100",
            }
        );
        rows.Add<OrganisationUnit>(
            new
            {
                OrganisationId = organisation.Id,
                Name = "Home nursing",
                Phone = "555 0101",
            }
        );
        rows.Add<OrganisationUnit>(new { OrganisationId = organisation.Id, Name = "Social work" });
        rows.Add<WeekdayHours>(
            new
            {
                OrganisationId = organisation.Id,
                Weekday = DayOfWeek.Friday,
                Opens = new TimeOnly(8, 0),
                Closes = new TimeOnly(12, 30),
            }
        );

        await database.SeedAsync(rows);

        Assert.Equal(
            "Home nursing 555 0101, Social work",
            await database.AsOwnerAsync<string>(
                "select string_agg(concat_ws(' ', name, phone), ', ' order by name) from organisation_units where organisation_id = $1",
                organisation.Id
            )
        );
        Assert.Equal(
            "5 08:00:00 12:30:00",
            await database.AsOwnerAsync<string>(
                "select concat_ws(' ', weekday, opens, closes) from business_hours where organisation_id = $1",
                organisation.Id
            )
        );
    }

    [Fact]
    public async Task All_are_there_or_none()
    {
        var patient = Guid.CreateVersion7();
        rows.Add<Patient>(
            new
            {
                Id = patient,
                GivenName = "Vera",
                FamilyName = "Example",
                BirthDate = new DateOnly(1950, 2, 3),
                TimeZone = "Etc/UTC",
                CreatedAt = database.Clock.GetUtcNow(),
            }
        );
        rows.Add<CaseloadAssignment>(
            new
            {
                PatientId = patient,
                CoordinatorAccountId = Guid.CreateVersion7(),
                Since = database.Clock.GetUtcNow(),
            }
        );

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.SeedAsync(rows));

        Assert.False(await database.AsOwnerAsync<bool>("select exists (select from patients where id = $1)", patient));
    }

    private static Absence NewAbsence() =>
        new SeedRows().Add<Absence>(
            new
            {
                AccountId = Guid.Empty,
                Hat = Hat.Provider,
                DeputyAccountId = Guid.Empty,
                Since = DateTimeOffset.UnixEpoch,
                Until = DateTimeOffset.UnixEpoch,
                PlannedBy = Guid.Empty,
                PlannedAt = DateTimeOffset.UnixEpoch,
            }
        );

    private static void Refused(string sentence, Func<object> act) =>
        Assert.Equal(sentence, Assert.Throws<InvalidOperationException>(act).Message);
}
