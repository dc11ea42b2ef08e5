using CareCoord.Access;
using CareCoord.CareTasks;
using CareCoord.CareTeams;

namespace CareCoord.Ops.Demo;

// One record for each table of care tasks; its properties are the columns that the database does not make itself.

internal sealed record TaskRow(Guid PatientId, Guid Id, string Title, string Why, TaskAbout About, Guid? AboutId, Priority Priority, DateTimeOffset? DueAt,
    int? DueInBusinessDays, TaskState State, string? StateNote, Guid CoordinatorAccountId, Guid OwnerAccountId, Hat OwnerHat, Guid? AskedAccountId,
    Hat? AskedHat, Guid? AskedUnitId, TeamRole? AskedRole, Guid? AskedBy, DateTimeOffset? AskedAt, DateTimeOffset AssignedAt, DateTimeOffset? ClosedAt,
    int Acts, Category Labels)
{
    public static TaskRow Of(CareTask t) => new(t.PatientId, t.Id, t.Title, t.Why, t.About, t.AboutId, t.Priority, t.DueAt, t.DueInBusinessDays, t.State,
        t.StateNote, t.CoordinatorAccountId, t.OwnerAccountId, t.OwnerHat, t.AskedAccountId, t.AskedHat, t.AskedUnitId, t.AskedRole, t.AskedBy, t.AskedAt,
        t.AssignedAt, t.ClosedAt, t.Acts, t.Labels);
}

internal sealed record ActRow(Guid PatientId, Guid Id, Guid TaskId, int Number, TaskAct Act, DateTimeOffset At, Guid AccountId, Hat Hat, Guid? ForAccountId,
    TaskState State, Guid OwnerAccountId, Guid? AskedAccountId, Guid? AskedUnitId, string? Words, Category Labels);

internal sealed record StepRow(Guid PatientId, Guid Id, Guid TaskId, int Position, string Words, DateTimeOffset? DoneAt, Guid? DoneBy, Category Labels);

internal sealed record WatcherRow(Guid PatientId, Guid Id, Guid TaskId, Guid AccountId, Hat Hat, DateTimeOffset Since, Category Labels);

internal sealed record RungRow(Guid PatientId, Guid Id, Guid TaskId, TaskClock Clock, int Round, Rung Rung, DateTimeOffset DueAt, DateTimeOffset? FiredAt,
    Guid? Told, Category Labels);

internal sealed record StandInRow(Guid PatientId, Guid Id, Guid AccountId, Guid ForAccountId, string Basis, Guid RelationId, string Source, Guid SourceId,
    DateTimeOffset Since, DateTimeOffset Until);

internal sealed record NotificationRow(Guid Id, Guid AccountId, Hat Hat, string Kind, Guid? PatientId, Guid SubjectId, Guid CausedBy, DateTimeOffset At,
    DateTimeOffset? ReadAt);
