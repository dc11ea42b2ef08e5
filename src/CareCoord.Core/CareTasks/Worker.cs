using CareCoord.Access;

namespace CareCoord.CareTasks;

/// <summary>Who acts on a task, when, for which absent colleagues and in which units' queues they may.</summary>
public sealed record Worker(Guid AccountId, Hat Hat, DateTimeOffset Now, IReadOnlyCollection<Guid> StandsInFor, IReadOnlyCollection<Guid> Units)
{
    /// <summary>The absent colleague in whose place this act is done; null where it is the actor's own.</summary>
    public Guid? InPlaceOf { get; init; }

    /// <summary>The patient's coordinator, or a deputy: only they have the hat and the patient.</summary>
    public bool IsCoordinator => Hat == Hat.Coordinator;

    internal bool Is(Guid? account) => account is { } one && (one == AccountId || StandsInFor.Contains(one));

    /// <summary>The same, acting in the place of <paramref name="account"/> where that is a colleague.</summary>
    internal Worker As(Guid? account) => account is { } one && one != AccountId && StandsInFor.Contains(one) ? this with { InPlaceOf = one } : this;
}
