using CareCoord.Access;

namespace CareCoord.CareTasks.Deeds;

/// <summary>Takes an offer back.</summary>
public sealed record WithdrawCareTask : CareTaskDeed
{
    internal override AccessRule Rule => CareTaskAccess.Withdraw;

    internal override CareTaskAct Do(CareTask task, DeedWith with) => task.Withdraw(with.By);
}
