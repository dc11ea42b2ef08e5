using CareCoord.Access;

namespace CareCoord.CareTasks.Commands;

/// <summary>Takes an offer back.</summary>
public sealed record WithdrawCareTask : CareTaskCommand
{
    internal override AccessRule Rule => CareTaskAccess.Withdraw;

    internal override CareTaskEntry Do(CareTask task, CommandContext with) => task.Withdraw(with.By);
}
