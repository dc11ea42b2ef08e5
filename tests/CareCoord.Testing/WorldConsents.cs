using System.Security.Cryptography;
using CareCoord.Access;
using CareCoord.Accounts;
using CareCoord.Consents;
using CareCoord.Ops.Seeding;

namespace CareCoord.Testing;

/// <summary>What patients let others see and do: grants, invitations and previews.</summary>
public sealed partial class World
{
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
                SeenAt = Now,
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
