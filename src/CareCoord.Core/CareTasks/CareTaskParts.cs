using CareCoord.Access;
using CareCoord.Files;

namespace CareCoord.CareTasks;

/// <summary>A line of a task's checklist.</summary>
public sealed class CareTaskStep
{
    private CareTaskStep() { }

    /// <summary>A line at a place of the checklist, from 0 on.</summary>
    public CareTaskStep(CareTask task, int position, string words, DateTimeOffset now)
    {
        (PatientId, Id, TaskId, Labels) = (task.PatientId, Guid.CreateVersion7(now), task.Id, task.Labels);
        (Position, Words) = (position, words);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public int Position { get; private set; }
    public string Words { get; private set; } = "";
    public DateTimeOffset? DoneAt { get; private set; }
    public Guid? DoneBy { get; private set; }
    public Category Labels { get; private set; }
    public uint RowVersion { get; private set; }

    internal void Tick(bool done, Worker by) => (DoneAt, DoneBy) = done ? (by.Now, by.AccountId) : ((DateTimeOffset?)null, (Guid?)null);
}

/// <summary>Somebody who is told what happens with a task.</summary>
public sealed class CareTaskWatcher
{
    private CareTaskWatcher() { }

    /// <summary>Somebody who watches from now on, under one of their hats.</summary>
    public CareTaskWatcher(CareTask task, Guid account, Hat hat, DateTimeOffset now)
    {
        (PatientId, Id, TaskId, Labels) = (task.PatientId, Guid.CreateVersion7(now), task.Id, task.Labels);
        (AccountId, Hat, Since) = (account, hat, now);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public Guid AccountId { get; private set; }
    public Hat Hat { get; private set; }
    public DateTimeOffset Since { get; private set; }
    public Category Labels { get; private set; }
}

/// <summary>A file that belongs to a task.</summary>
public sealed class CareTaskAttachment
{
    public const int Most = 10;

    private CareTaskAttachment() { }

    internal CareTaskAttachment(CareTask task, StoredFile file, Worker by)
    {
        (PatientId, Id, TaskId, Labels) = (task.PatientId, Guid.CreateVersion7(by.Now), task.Id, task.Labels);
        (FileId, AddedBy, AddedAt) = (file.Id, by.AccountId, by.Now);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public Guid FileId { get; private set; }
    public Guid AddedBy { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }
    public Category Labels { get; private set; }
}
