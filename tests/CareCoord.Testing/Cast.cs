using System.Security.Cryptography;
using CareCoord.Access;

namespace CareCoord.Testing;

/// <summary>One patient with everybody who may have to do with them, a published plan, a concern and a visit tomorrow.</summary>
public sealed record Cast(
    Guid Patient,
    Actor Self,
    Actor Caregiver,
    Actor Coordinator,
    Actor Provider,
    Guid ProviderId,
    Guid Member,
    Guid Grant,
    Guid Assignment,
    PlanIds Plan,
    Guid Visit
)
{
    /// <summary>What the patient was told: that the nurse joined the care team.</summary>
    public Guid NotificationId { get; init; }

    /// <summary>What the team takes care of, led by the member.</summary>
    public Guid Concern { get; init; }

    /// <summary>The versions of the member and the concern as they were put here.</summary>
    public uint MemberVersion { get; init; }

    public uint ConcernVersion { get; init; }

    /// <summary>A task that the coordinator asks the provider to do; null until a test puts it there.</summary>
    public TaskIds? Task { get; init; }

    /// <summary>The same people, with a task that waits for the provider's answer.</summary>
    public async Task<Cast> WithTaskAsync(World world) =>
        this with
        {
            Task = await world.TaskAsync(Patient, Coordinator.AccountId, Provider.AccountId),
        };

    /// <summary>What the patient has given besides the caregiver's grant; null until a test puts it there.</summary>
    public ConsentIds? Consents { get; init; }

    /// <summary>The same people; the patient is signed in, has suspended another grant, and has invited somebody.</summary>
    public async Task<Cast> WithConsentsAsync(World world) =>
        this with
        {
            Consents = await world.ConsentsAsync(Patient, Self.AccountId, Grant),
        };

    /// <summary>Legal documents; null until a test puts them there.</summary>
    public DocumentIds? Documents { get; init; }

    /// <summary>The same people, with a draft of the patient's own and a power of attorney in effect.</summary>
    public async Task<Cast> WithDocumentsAsync(World world, TestDatabase database)
    {
        var draft = await world.DocumentAsync(Patient, Self, "draft");
        var inEffect = await world.DocumentAsync(Patient, Caregiver, kind: "release", reviewedBy: Coordinator.AccountId);
        // A wallet card that is known by the same id.
        var now = database.Clock.GetUtcNow();
        await database.SeedAsync(
            "wallet_cards",
            new
            {
                PatientId = Patient,
                Id = inEffect,
                TokenHash = SHA256.HashData(inEffect.ToByteArray(bigEndian: true)),
                PinHash = new byte[48],
                MadeBy = Self.AccountId,
                MadeAs = Hat.Patient,
                MadeAt = now,
                EndsAt = now.AddMonths(1),
            }
        );
        return this with
        {
            Documents = new(
                draft,
                await database.AsOwnerAsync<uint>("select xmin from legal_documents where id = $1", draft),
                inEffect,
                await database.AsOwnerAsync<uint>("select xmin from legal_documents where id = $1", inEffect)
            ),
        };
    }

    /// <summary>Everybody who may read the plan and the visits.</summary>
    public IReadOnlyList<Actor> All => [Self, Caregiver, Coordinator, Provider];

    /// <summary>Puts them into the world; the caregiver may see and manage all but the labels, unless told otherwise.</summary>
    public static async Task<Cast> PlayAsync(
        World world,
        TestDatabase database,
        string name,
        Category? caregiverSees = null,
        Category? caregiverManages = null,
        Category labels = Category.None,
        string timeZone = "America/Chicago"
    )
    {
        var self = await world.AccountAsync(name, Hat.Patient);
        var caregiver = await world.AccountAsync($"Caregiver of {name}", Hat.Caregiver);
        var coordinator = await world.AccountAsync($"Coordinator of {name}", Hat.Coordinator);
        var nurse = await world.AccountAsync($"Nurse of {name}", Hat.Provider);
        var patient = await world.PatientAsync(name, self, timeZone);
        var provider = await world.ProviderAsync(nurse);
        var sees = caregiverSees ?? Category.Everything & ~Category.Labels;
        var member = await world.JoinTeamAsync(patient, nurse, provider);
        var grant = await world.GrantAsync(patient, caregiver, sees, caregiverManages ?? sees);
        var assignment = await world.AssignCaseloadAsync(patient, coordinator);
        var plan = await world.PlanAsync(patient, coordinator, labels);
        var visit = await world.VisitAsync(patient, provider, database.Clock.GetUtcNow().AddDays(1), labels: labels);
        var concern = await world.ConcernAsync(patient, member, labels: labels);
        return new(
            patient,
            new(self, Hat.Patient),
            new(caregiver, Hat.Caregiver),
            new(coordinator, Hat.Coordinator),
            new(nurse, Hat.Provider),
            provider,
            member,
            grant,
            assignment,
            plan,
            visit
        )
        {
            NotificationId = await world.NotifyAsync(self, Hat.Patient, "team_joined", patient, member, coordinator),
            Concern = concern,
            MemberVersion = await database.AsOwnerAsync<uint>("select xmin from care_team_members where id = $1", member),
            ConcernVersion = await database.AsOwnerAsync<uint>("select xmin from care_concerns where id = $1", concern),
        };
    }
}
