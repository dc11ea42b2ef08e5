using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>Who acts on a task, when, for which absent colleagues and in which units' queues they may.</summary>
public sealed record Worker(
    Guid AccountId,
    Hat Hat,
    DateTimeOffset Now,
    IReadOnlyCollection<Guid> StandsInFor,
    IReadOnlyCollection<Guid> Units
)
{
    /// <summary>The absent colleague in whose place this act is done; null where it is the actor's own.</summary>
    public Guid? InPlaceOf { get; init; }

    /// <summary>The patient's coordinator, or a deputy: only they have the hat and the patient.</summary>
    public bool IsCoordinator => Hat == Hat.Coordinator;

    /// <summary>It is them, or a colleague for whom they stand in under this hat.</summary>
    internal bool Is(Guid? account, Hat? hat) => account is { } one && (one == AccountId || (hat == Hat && StandsInFor.Contains(one)));

    /// <summary>The same, acting in the place of <paramref name="account"/> where that is such a colleague.</summary>
    internal Worker As(Guid? account, Hat? hat) =>
        account is { } one && one != AccountId && Is(one, hat) ? this with { InPlaceOf = one } : this;
}
