using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.CareTeams;
using CareCoord.Caseloads;
using CareCoord.Notifications;
using CareCoord.Ops.Seeding;
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
                    SeenAt = Now,
                }
            )
        ).Id;

    /// <summary>A patient, with an account of their own where one is given.</summary>
    public async Task<Guid> PatientAsync(string givenName, Guid? account = null, string timeZone = "America/Chicago")
    {
        var rows = new SeedRows();
        var patient = rows.Add<Patient>(
            new
            {
                AccountId = account,
                GivenName = givenName,
                FamilyName = "Example",
                BirthDate = new DateOnly(1955, 3, 4),
                TimeZone = timeZone,
                CreatedAt = Now.AddYears(-1),
            }
        );
        rows.Add<PatientStory>(new { PatientId = patient.Id, MattersToMe = "My garden" });
        await database.SeedAsync(rows);
        return patient.Id;
    }

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
}

/// <summary>The ids of a task, its one step and its one file.</summary>
public sealed record TaskIds(Guid Task, Guid Step, Guid File);

/// <summary>The ids of a plan's one version, goal and activity.</summary>
public sealed record PlanIds(Guid Plan, Guid Goal, Guid Activity);

/// <summary>Documents of a patient: a draft of the patient's own, and one in effect; with the versions that were put there.</summary>
public sealed record DocumentIds(Guid Draft, uint DraftVersion, Guid InEffect, uint InEffectVersion);
