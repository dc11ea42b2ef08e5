using CareCoord.CareTasks;
using CareCoord.CareTasks.Deeds;

namespace CareCoord.Web.CareTasks;

/// <summary>What somebody types for an act on a task; it stays when the act is refused.</summary>
/// <param name="seen">How many acts the history had when they began to type: whatever was done since is told to them first.</param>
public sealed class ActForm(TaskRow task, TaskAct act, int seen)
{
    public Guid TaskId { get; } = task.TaskId;

    public TaskAct Act { get; private set; } = act;

    public int Seen { get; set; } = seen;

    public string Words { get; set; } = "";

    public string Whom { get; set; } = "";

    /// <summary>Whom one may ask, where the act asks for somebody.</summary>
    public AssigneeOptions? Choices { get; set; }

    /// <summary>What stands against it, as a sentence.</summary>
    public string? Problem { get; set; }

    /// <summary>What is missing in the words, or in the choice of whom.</summary>
    public string? WordsProblem { get; set; }

    public string? WhomProblem { get; set; }

    public bool AsksWhom => Act is TaskAct.Offered or TaskAct.Reassigned;

    /// <summary>Whether an act needs words or a choice before it is done.</summary>
    public static bool IsNeeded(TaskAct act) =>
        act
            is TaskAct.Declined
                or TaskAct.Waits
                or TaskAct.Done
                or TaskAct.Cancelled
                or TaskAct.Offered
                or TaskAct.Reassigned
                or TaskAct.Noted;

    public string Label =>
        Act switch
        {
            TaskAct.Declined => "Why do you not take it?",
            TaskAct.Waits => "On whom or what does it wait?",
            TaskAct.Done => "How did it come out?",
            TaskAct.Cancelled => "Why is it not needed any more?",
            TaskAct.Noted => "Your note",
            _ => "Words to go with it (may be left out)",
        };

    public string Help =>
        Act switch
        {
            TaskAct.Declined => "The coordinator reads this, and finds somebody else.",
            TaskAct.Waits => "The patient can read this: “the lab”, “your answer to the letter”.",
            TaskAct.Done => "The coordinator reads this, and it stays in the history.",
            TaskAct.Cancelled => "Whoever has it reads this.",
            TaskAct.Noted => "Everybody who works with the patient can read it.",
            _ => "Whoever you ask reads this.",
        };

    /// <summary>Keeps the words as a note, where the act itself is not possible any more.</summary>
    public void BecomeNote(int seenNow) => (Act, Seen, Problem, WordsProblem, WhomProblem) = (TaskAct.Noted, seenNow, null, null, null);

    /// <summary>The deed; null where something is missing, which is then said at the field.</summary>
    public CareTaskDeed? Deed()
    {
        (Problem, WordsProblem, WhomProblem) = (null, null, null);
        var words = Words.Trim();
        var whom = AssigneeValue.Read(Whom);
        if (AsksWhom && whom is null)
            WhomProblem = "Choose whom to ask.";
        if (words.Length == 0 && !AsksWhom)
            WordsProblem = Missing;
        if (words.Length > CareTask.WordsLength)
            WordsProblem = $"This has {words.Length} characters. Shorten it to {CareTask.WordsLength}.";
        return WhomProblem is null && WordsProblem is null ? Deed(Act, words, whom) : null;
    }

    /// <summary>The deed of an act, with its words and the one who is asked.</summary>
    public static CareTaskDeed Deed(TaskAct act, string words, AssigneeChoice? whom) =>
        act switch
        {
            TaskAct.Accepted => new AcceptCareTask(),
            TaskAct.Started => new StartCareTask(),
            TaskAct.Resumed => new ResumeCareTask(),
            TaskAct.Withdrawn => new WithdrawCareTask(),
            TaskAct.Declined => new DeclineCareTask(words),
            TaskAct.Waits => new WaitWithCareTask(words),
            TaskAct.Done => new CompleteCareTask(words),
            TaskAct.Cancelled => new CancelCareTask(words),
            TaskAct.Noted => new NoteOnCareTask(words),
            TaskAct.Offered => new HandOverCareTask(whom!, words.Length == 0 ? null : words),
            TaskAct.Reassigned => new ReassignCareTask(whom!, words.Length == 0 ? null : words),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };

    private string Missing =>
        Act switch
        {
            TaskAct.Declined => "Say why, so that the coordinator can find somebody else.",
            TaskAct.Waits => "Say on whom or what it waits.",
            TaskAct.Done => "Say how it came out.",
            TaskAct.Cancelled => "Say why it is not needed any more.",
            _ => "Write what the others should know.",
        };
}
