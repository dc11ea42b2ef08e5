using System.Security.Cryptography;
using CareCoord.Absences;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Consents;
using CareCoord.Notifications;
using CareCoord.Ops.Seeding;
using CareCoord.Organisations;
using CareCoord.Patients;
using CareCoord.Providers;
using CareCoord.Shared;

namespace CareCoord.Testing;

/// <summary>Puts people into a test database, past the product: patients, their teams, caseloads, proxies and plans.</summary>
public sealed partial class World(TestDatabase database)
{
    private static int people;

    private DateTimeOffset Now => database.Clock.GetUtcNow();

    /// <summary>An account with these hats; its password is never checked, so it has none.</summary>
    public async Task<Guid> AccountAsync(string name, params Hat[] hats)
    {
        var rows = new SeedRows();
        var email = $"{name.Replace(' ', '.').ToLowerInvariant()}.{Interlocked.Increment(ref people)}@example.test";
        var account = rows.Keep(
            new Account
            {
                Id = Guid.CreateVersion7(),
                UserName = email,
                NormalizedUserName = email.ToUpperInvariant(),
                Email = email,
                NormalizedEmail = email.ToUpperInvariant(),
                EmailConfirmed = true,
                SecurityStamp = "stamp",
                ConcurrencyStamp = null,
                LockoutEnabled = true,
                DisplayName = name,
                TimeZone = "America/Chicago",
                Language = "en-US",
                HasLongPassword = true,
                CreatedAt = Now.AddYears(-1),
            }
        );
        foreach (var hat in hats)
            rows.Add<AccountHat>(new { AccountId = account.Id, Hat = hat });
        await database.SeedAsync(rows);
        return account.Id;
    }

    /// <summary>Another hat for an account.</summary>
    public Task HatAsync(Guid account, Hat hat) => database.SeedAsync<AccountHat>(new { AccountId = account, Hat = hat });

    /// <summary>A patient's sign-in by password, now; returns its id.</summary>
    public async Task<Guid> SignInAsync(Guid account) =>
        (
            await database.SeedAsync<SignInSession>(
                new
                {
                    AccountId = account,
                    Hat = Hat.Patient,
                    SignedInBy = SignInWay.Password,
                    StartedAt = Now,
                }
            )
        ).Id;

    /// <summary>A patient, with an account of their own where one is given.</summary>
    public async Task<Guid> PatientAsync(string givenName, Guid? account = null, string timeZone = "America/Chicago") =>
        (
            await database.SeedAsync<Patient>(
                new
                {
                    AccountId = account,
                    GivenName = givenName,
                    FamilyName = "Example",
                    BirthDate = new DateOnly(1955, 3, 4),
                    TimeZone = timeZone,
                    MattersToMe = "My garden",
                    CreatedAt = Now.AddYears(-1),
                }
            )
        ).Id;

    /// <summary>A provider of a discipline, as the database writes it ("nurse"); returns the provider's id.</summary>
    public async Task<Guid> ProviderAsync(Guid account, string discipline = "nurse") =>
        (
            await database.SeedAsync<Provider>(
                new
                {
                    AccountId = account,
                    Discipline = SnakeCaseNames.FromSnake<Discipline>(discipline),
                    Clinic = "Riverside West",
                }
            )
        ).Id;

    public async Task<Guid> JoinTeamAsync(
        Guid patient,
        Guid account,
        Guid? provider,
        string role = "nurse",
        DateTimeOffset? until = null,
        DateTimeOffset? since = null
    ) =>
        (
            await database.SeedAsync<CareTeamMember>(
                new
                {
                    PatientId = patient,
                    AccountId = account,
                    ProviderId = provider,
                    Role = SnakeCaseNames.FromSnake<TeamRole>(role),
                    AskAbout = "Wounds and bandages",
                    Since = since ?? Now.AddMonths(-1),
                    Until = until,
                }
            )
        ).Id;

    /// <summary>Something that the team takes care of, with the member who leads in it.</summary>
    public async Task<Guid> ConcernAsync(
        Guid patient,
        Guid? lead,
        string concern = "Getting walking again",
        Category labels = Category.None
    ) =>
        (
            await database.SeedAsync<CareConcern>(
                new
                {
                    PatientId = patient,
                    Concern = concern,
                    LeadMemberId = lead,
                    Since = Now.AddDays(-20),
                    Labels = labels,
                }
            )
        ).Id;

    public async Task<Guid> AssignCaseloadAsync(
        Guid patient,
        Guid coordinator,
        DateTimeOffset? until = null,
        DateTimeOffset? since = null
    ) =>
        (
            await database.SeedAsync<CaseloadAssignment>(
                new
                {
                    PatientId = patient,
                    CoordinatorAccountId = coordinator,
                    Since = since ?? Now.AddMonths(-1),
                    Until = until,
                }
            )
        ).Id;

    public async Task<Guid> GrantAsync(
        Guid patient,
        Guid caregiver,
        Category view,
        Category manage = Category.None,
        DateTimeOffset? until = null,
        DateTimeOffset? since = null
    ) =>
        (
            await database.SeedAsync<ProxyGrant>(
                new
                {
                    PatientId = patient,
                    CaregiverAccountId = caregiver,
                    Relationship = "daughter",
                    ViewBits = view,
                    ManageBits = manage,
                    StartsAt = since ?? Now.AddMonths(-1),
                    EndsAt = until,
                    GrantedBy = caregiver,
                }
            )
        ).Id;

    /// <summary>Access by a broken glass, from now on unless told otherwise.</summary>
    public Task BrokenGlassAsync(
        Guid patient,
        Guid account,
        Category view = Category.AllButAccessHistory,
        Category manage = Category.None,
        DateTimeOffset? since = null,
        DateTimeOffset? until = null
    ) =>
        database.SeedAsync<PatientAccess>(
            new
            {
                PatientId = patient,
                AccountId = account,
                Basis = Basis.BrokenGlass,
                BasisId = Guid.CreateVersion7(),
                ViewBits = view,
                ManageBits = manage,
                ValidFrom = since ?? Now,
                ValidUntil = until,
            }
        );

    /// <summary>A standing deputy under the hat worn.</summary>
    public Task DeputyAsync(Actor chooser, Guid deputy) =>
        database.SeedAsync<StandingDeputy>(
            new
            {
                chooser.AccountId,
                chooser.Hat,
                DeputyAccountId = deputy,
                ChosenBy = chooser.AccountId,
                ChosenAt = Now,
            }
        );

    /// <summary>An absence under the hat worn, from now for a week unless told otherwise; returns its id.</summary>
    public async Task<Guid> AbsenceAsync(Actor away, Guid deputy, DateTimeOffset? since = null, DateTimeOffset? until = null) =>
        (
            await database.SeedAsync<Absence>(
                new
                {
                    away.AccountId,
                    away.Hat,
                    DeputyAccountId = deputy,
                    Since = since ?? Now,
                    Until = until ?? Now.AddDays(7),
                    PlannedBy = away.AccountId,
                    PlannedAt = Now,
                }
            )
        ).Id;

    /// <summary>A notification as it stands in the table, without the choices of whom it tells.</summary>
    public async Task<Guid> NotifyAsync(
        Guid account,
        Hat hat,
        string kind,
        Guid? patient,
        Guid? subject,
        Guid by,
        DateTimeOffset? at = null
    ) =>
        (
            await database.SeedAsync<Notification>(
                new
                {
                    Id = Guid.CreateVersion7(at ?? Now),
                    AccountId = account,
                    Hat = hat,
                    Kind = NotificationKind.Of(kind),
                    PatientId = patient,
                    SubjectId = subject,
                    CausedBy = by,
                    At = at ?? Now,
                }
            )
        ).Id;

    /// <summary>Tells somebody something as the product does, in the hands of <paramref name="by"/>.</summary>
    public Task NotifyAsync(Actor by, Guid account, Hat hat, string kind, Guid? patient, Guid? subject) =>
        database.AsAppAsync<object>(
            by,
            "select app.add_notification($1, $2, $3, $4::uuid, $5::uuid)",
            account,
            hat.ToString().ToLowerInvariant(),
            kind,
            patient,
            subject
        );

    /// <summary>The one organisation, made where there is none yet; returns its id.</summary>
    public async Task<Guid> OrganisationAsync(string phone = "555 0100") =>
        await database.AsOwnerAsync<Guid?>("select id from organisations order by id limit 1")
        ?? (
            await database.SeedAsync<Organisation>(
                new
                {
                    Name = "Riverside",
                    TimeZone = "America/Chicago",
                    EmergencyNumber = "911",
                    Phone = phone,
                }
            )
        ).Id;

    /// <summary>A day on which the one organisation is closed; once is enough.</summary>
    public async Task HolidayAsync(DateOnly day, string name = "Closed")
    {
        var organisation = await OrganisationAsync();
        if (
            !await database.AsOwnerAsync<bool>(
                "select exists (select from holidays where organisation_id = $1 and on_date = $2)",
                organisation,
                day
            )
        )
            await database.SeedAsync<Holiday>(
                new
                {
                    OrganisationId = organisation,
                    OnDate = day,
                    Name = name,
                }
            );
    }

    /// <summary>A unit of the one organisation.</summary>
    public async Task<Guid> UnitAsync(string name)
    {
        var (organisation, id) = (await OrganisationAsync(), Guid.CreateVersion7());
        await database.SeedAsync<OrganisationUnit>(
            new
            {
                Id = id,
                OrganisationId = organisation,
                Name = $"{name} {id}",
            }
        );
        return id;
    }

    public async Task<Guid> JoinUnitAsync(Guid unit, Guid account, DateTimeOffset? until = null) =>
        (
            await database.SeedAsync<UnitMember>(
                new
                {
                    UnitId = unit,
                    AccountId = account,
                    Since = Now.AddMonths(-1),
                    Until = until,
                }
            )
        ).Id;

    /// <summary>A suspended grant, an invitation that waits, and a sign-in of the patient.</summary>
    public async Task<ConsentIds> ConsentsAsync(Guid patient, Guid self, Guid grant)
    {
        var rested = await GrantAsync(patient, await AccountAsync("Rested", Hat.Caregiver), Category.Appointments);
        var (invitation, session) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.AsOwnerAsync("update proxy_grants set suspended_at = $2, suspended_by = $3 where id = $1", rested, Now, self);
        var rows = new SeedRows();
        rows.AddTo(
            "proxy_invitations",
            new
            {
                PatientId = patient,
                Id = invitation,
                Email = "waits@example.test",
                Name = "Willa",
                Relationship = "friend",
                ViewBits = Category.Appointments,
                ManageBits = Category.None,
                TokenHash = SHA256.HashData(invitation.ToByteArray()),
                InvitedBy = self,
                InvitedAs = Hat.Patient,
                CreatedAt = Now,
                SentAt = Now,
                ExpiresAt = Now.AddHours(ProxyInvitation.HoursOpen),
            }
        );
        rows.Add<SignInSession>(
            new
            {
                Id = session,
                AccountId = self,
                Hat = Hat.Patient,
                SignedInBy = SignInWay.Password,
                StartedAt = Now,
            }
        );
        await database.SeedAsync(rows);
        return new(
            await database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", grant),
            rested,
            await database.AsOwnerAsync<uint>("select xmin from proxy_grants where id = $1", rested),
            invitation,
            session
        );
    }
}

/// <summary>The version of the caregiver's grant, a suspended one, an invitation that waits, and the patient's sign-in.</summary>
public sealed record ConsentIds(uint GrantVersion, Guid Rested, uint RestedVersion, Guid Invitation, Guid Session);

/// <summary>The ids of a task, its one step and its one file.</summary>
public sealed record TaskIds(Guid Task, Guid Step, Guid File);

/// <summary>The ids of a plan's one version, goal and activity.</summary>
public sealed record PlanIds(Guid Plan, Guid Goal, Guid Activity);

/// <summary>Documents of a patient: a draft of the patient's own, and one in effect; with the versions that were put there.</summary>
public sealed record DocumentIds(Guid Draft, uint DraftVersion, Guid InEffect, uint InEffectVersion);
