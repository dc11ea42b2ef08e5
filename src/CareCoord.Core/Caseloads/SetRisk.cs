using System.ComponentModel.DataAnnotations;
using CareCoord.Access;
using CareCoord.Data;
using CareCoord.Shared;

namespace CareCoord.Caseloads;

/// <summary>A coordinator's judgement of a patient's risk, with its reason.</summary>
public sealed record RiskSet(
    Guid PatientId,
    [property: EnumDataType(typeof(Risk), ErrorMessage = "Choose how high the risk is.")] Risk Level,
    [property: Sentence("Say why, so that a colleague understands it.", RiskLevel.ReasonLength)] string Reason
);

/// <summary>Sets how high a patient's risk is from now on; what was judged before stays in the record.</summary>
public sealed class SetRisk(ActorDbs databases, AccessGate gate, TimeProvider clock)
{
    /// <summary>Throws <see cref="NotFound"/> where the asker may not see the patient.</summary>
    public async Task RunAsync(Actor asker, RiskSet request, CancellationToken cancel)
    {
        Checked.Of(request);
        var risk = new RiskLevel(request.PatientId, request.Level, request.Reason.Trim(), asker.AccountId, clock.GetUtcNow());
        await using var db = await databases.OpenAsync(asker, cancel);
        await gate.PassAsync(db, CaseloadAccess.SetRisk, request.PatientId, "risk_level", risk.Id, cancel);
        db.Set<RiskLevel>().Add(risk);
        await db.SaveAsync(cancel);
        await db.CommitAsync(cancel);
    }
}
