using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Notifications;
using CareCoord.Ops.Seeding;
using CareCoord.Patients;
using CareCoord.Providers;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CareCoord.Ops.Demo;

/// <summary>Where the demo is set while it is written: the calendar, everybody's diary, and the rows so far.</summary>
internal sealed class DemoScene(DemoCalendar calendar, Diary diary, string passwordHash)
{
    private readonly Dictionary<Guid, string> names = [];

    public DemoCalendar Calendar => calendar;

    public Diary Diary => diary;

    /// <summary>The rows of one phase of the load.</summary>
    public SeedRows Rows { get; } = new();

    /// <summary>The pages of the documents, in the same order.</summary>
    public List<Paper> Papers { get; } = [];

    /// <summary>The grants that rest on a document from then on.</summary>
    public List<RestingGrant> RestingGrants { get; } = [];

    /// <summary>What is told in the access history.</summary>
    public List<AuditedAct> Audited { get; } = [];

    /// <summary>The people of the network are told what happens with their tasks; nobody reads the news of the further ones.</summary>
    public bool Notifies { get; init; }

    /// <summary>Says what people call somebody whose account was written before.</summary>
    public void Knows(Guid account, string name) => names[account] = name;

    /// <summary>What people call somebody whose account is written here.</summary>
    public string NameOf(Guid account) => names[account];

    /// <summary>The same days and the same password, with nothing written yet.</summary>
    public DemoScene Another(bool notifies) => new(calendar, new Diary(), passwordHash) { Notifies = notifies };

    /// <summary>
    /// Tells somebody what somebody else, or the portal, did. What came since yesterday's morning, or Friday's, is still unread.
    /// </summary>
    public void Tell(Guid account, Hat hat, NotificationKind kind, Guid? patient, Guid subject, Guid causedBy, DateTimeOffset at)
    {
        if (!Notifies || account == causedBy)
            return;
        var isRead = at < DemoCalendar.At(calendar.Workday(-1), new(10, 0));
        Rows.Add<Notification>(
            new
            {
                Id = Guid.CreateVersion7(at),
                AccountId = account,
                Hat = hat,
                Kind = kind,
                PatientId = patient,
                SubjectId = subject,
                CausedBy = causedBy,
                At = at,
                ReadAt = isRead ? at.AddMinutes(20) : (DateTimeOffset?)null,
            }
        );
    }

    /// <summary>An account that can sign in, with its hats.</summary>
    public Guid Account(string name, string displayName, string? phone, string? bestWay, int order = 0, params Hat[] hats)
    {
        var (id, email) = (AccountId(name, order), DemoPeople.Email(name));
        names[id] = displayName;
        var upper = email.ToUpperInvariant();
        Rows.Keep(
            new Account
            {
                Id = id,
                UserName = email,
                NormalizedUserName = upper,
                Email = email,
                NormalizedEmail = upper,
                EmailConfirmed = true,
                PasswordHash = passwordHash,
                SecurityStamp = RandomNumberGenerator.GetHexString(32),
                ConcurrencyStamp = Guid.CreateVersion7(calendar.Now).ToString(),
                PhoneNumber = phone,
                LockoutEnabled = true,
                DisplayName = displayName,
                BestWayToReach = bestWay,
                TimeZone = DemoCalendar.ZoneName,
                Language = "en-US",
                HasLongPassword = true,
                CreatedAt = calendar.Moment(-500, "8:00"),
            }
        );
        foreach (var hat in hats)
            Rows.Add<AccountHat>(new { AccountId = id, Hat = hat });
        return id;
    }

    /// <summary>A member of staff, who can sign in as a provider.</summary>
    public void Staff(StaffMember staff)
    {
        Account(
            staff.Key,
            staff.Name,
            staff.Phone,
            staff.BestWay,
            staff.Order,
            staff.AlsoCares ? [Hat.Provider, Hat.Caregiver] : [Hat.Provider]
        );
        Rows.Add<Provider>(
            new
            {
                Id = staff.ProviderId,
                staff.AccountId,
                staff.Discipline,
                staff.Credentials,
                staff.Clinic,
            }
        );
    }

    /// <summary>A patient, whose record is then written.</summary>
    public DemoRecord Patient(
        Guid id,
        Guid? account,
        string given,
        string family,
        string? pronouns,
        DateOnly born,
        string? phone,
        string? matters,
        DateTimeOffset since
    )
    {
        if (matters is not null)
            Rows.Add<PatientStory>(new { PatientId = id, MattersToMe = matters });
        return new(
            Rows.Add<Patient>(
                new
                {
                    Id = id,
                    AccountId = account,
                    GivenName = given,
                    FamilyName = family,
                    Pronouns = pronouns,
                    BirthDate = born,
                    Phone = phone,
                    TimeZone = DemoCalendar.ZoneName,
                    CreatedAt = since,
                }
            ),
            this
        );
    }

    public static Guid AccountId(string name, int order = 0) => DemoId.Of("account " + name, order);

    /// <summary>One hash for all: the demo's password is no secret, and hashing it anew for everybody would take minutes.</summary>
    public static string HashPassword()
    {
        var nobody = new Account
        {
            DisplayName = "",
            TimeZone = DemoCalendar.ZoneName,
            Language = "en-US",
        };
        var options = Options.Create(new PasswordHasherOptions { IterationCount = 210_000 });
        return new PasswordHasher<Account>(options).HashPassword(nobody, DemoPeople.Password);
    }
}
