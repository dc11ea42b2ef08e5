using CareCoord.CareTasks;
using CareCoord.CareTasks.Commands;

namespace CareCoord.Web.CareTasks;

/// <summary>What somebody types for an act on a task; it stays when the act is refused.</summary>
/// <param name="seen">How many acts the history had when they began to type: whatever was done since is told to them first.</param>
public sealed class CareTaskCommandForm(TaskRow task, CareTaskAction act, int seen)
{
    public Guid TaskId { get; } = task.TaskId;

    public CareTaskAction Action { get; private set; } = act;

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

    public bool AsksWhom => Action is CareTaskAction.Offered or CareTaskAction.Reassigned;

    /// <summary>The acts that are commands on a task; files, steps and the task's own text have forms of their own.</summary>
    public static readonly IReadOnlyList<CareTaskAction> Acts =
    [
        CareTaskAction.Accepted,
        CareTaskAction.Declined,
        CareTaskAction.Started,
        CareTaskAction.Waits,
        CareTaskAction.Resumed,
        CareTaskAction.Done,
        CareTaskAction.Cancelled,
        CareTaskAction.Offered,
        CareTaskAction.Withdrawn,
        CareTaskAction.Reassigned,
        CareTaskAction.Noted,
    ];

    /// <summary>Whether an act needs words or a choice before it is done.</summary>
    public static bool IsNeeded(CareTaskAction act) =>
        act
            is CareTaskAction.Declined
                or CareTaskAction.Waits
                or CareTaskAction.Done
                or CareTaskAction.Cancelled
                or CareTaskAction.Offered
                or CareTaskAction.Reassigned
                or CareTaskAction.Noted;

    public string Label =>
        Action switch
        {
            CareTaskAction.Declined => "Why do you not take it?",
            CareTaskAction.Waits => "On whom or what does it wait?",
            CareTaskAction.Done => "How did it come out?",
            CareTaskAction.Cancelled => "Why is it not needed any more?",
            CareTaskAction.Noted => "Your note",
            _ => "Words to go with it (may be left out)",
        };

    public string Help =>
        Action switch
        {
            CareTaskAction.Declined => "The coordinator reads this, and finds somebody else.",
            CareTaskAction.Waits => "The patient can read this: “the lab”, “your answer to the letter”.",
            CareTaskAction.Done => "The coordinator reads this, and it stays in the history.",
            CareTaskAction.Cancelled => "Whoever has it reads this.",
            CareTaskAction.Noted => "Everybody who works with the patient can read it.",
            _ => "Whoever you ask reads this.",
        };

    /// <summary>Keeps the words as a note, where the act itself is not possible any more.</summary>
    public void BecomeNote(int seenNow) =>
        (Action, Seen, Problem, WordsProblem, WhomProblem) = (CareTaskAction.Noted, seenNow, null, null, null);

    /// <summary>The command; null where something is missing, which is then said at the field.</summary>
    public CareTaskCommand? Command()
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
        return WhomProblem is null && WordsProblem is null ? Command(Action, words, whom) : null;
    }

    /// <summary>The command of an act, with its words and the one who is asked.</summary>
    public static CareTaskCommand Command(CareTaskAction act, string words, AssigneeChoice? whom) =>
        act switch
        {
            CareTaskAction.Accepted => new AcceptCareTask(),
            CareTaskAction.Started => new StartCareTask(),
            CareTaskAction.Resumed => new ResumeCareTask(),
            CareTaskAction.Withdrawn => new WithdrawCareTask(),
            CareTaskAction.Declined => new DeclineCareTask(words),
            CareTaskAction.Waits => new WaitWithCareTask(words),
            CareTaskAction.Done => new CompleteCareTask(words),
            CareTaskAction.Cancelled => new CancelCareTask(words),
            CareTaskAction.Noted => new NoteOnCareTask(words),
            CareTaskAction.Offered => new HandOverCareTask(whom!, words.Length == 0 ? null : words),
            CareTaskAction.Reassigned => new ReassignCareTask(whom!, words.Length == 0 ? null : words),
            _ => throw new ArgumentOutOfRangeException(nameof(act)),
        };

    private string Missing =>
        Action switch
        {
            CareTaskAction.Declined => "Say why, so that the coordinator can find somebody else.",
            CareTaskAction.Waits => "Say on whom or what it waits.",
            CareTaskAction.Done => "Say how it came out.",
            CareTaskAction.Cancelled => "Say why it is not needed any more.",
            _ => "Write what the others should know.",
        };
}
