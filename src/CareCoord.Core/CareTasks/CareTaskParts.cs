using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.CareTasks;

/// <summary>A line of a task's checklist.</summary>
public sealed class CareTaskStep
{
    private CareTaskStep()
    {
    }

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
    private CareTaskWatcher()
    {
    }

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

/// <summary>A file that belongs to a task: a PDF or a picture, at most 10 MiB; what it is, its content says, not its name.</summary>
public sealed class CareTaskAttachment
{
    public const int Largest = 10 * 1024 * 1024;
    public const int Most = 10;

    private CareTaskAttachment()
    {
    }

    internal CareTaskAttachment(CareTask task, string name, string mediaType, byte[] content, byte[] sha256, Worker by)
    {
        (PatientId, Id, TaskId, Labels) = (task.PatientId, Guid.CreateVersion7(by.Now), task.Id, task.Labels);
        (Name, MediaType, Content, Sha256, AddedBy, AddedAt) = (name, mediaType, content, sha256, by.AccountId, by.Now);
    }

    public Guid PatientId { get; private set; }
    public Guid Id { get; private set; }
    public Guid TaskId { get; private set; }
    public string Name { get; private set; } = "";
    public string MediaType { get; private set; } = "";
    public byte[] Sha256 { get; private set; } = [];
    public byte[] Content { get; private set; } = [];
    public Guid AddedBy { get; private set; }
    public DateTimeOffset AddedAt { get; private set; }
    public Category Labels { get; private set; }

    /// <summary>The media type that the first bytes tell, or a sentence for the person where it is none of those taken.</summary>
    internal static string TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0x25, 0x50, 0x44, 0x46, 0x2D, ..] => "application/pdf",
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        _ => throw new RuleBroken("This file is not a PDF, PNG or JPEG. Save it as one of these and choose it again."),
    };
}
