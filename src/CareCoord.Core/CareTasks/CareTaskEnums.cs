namespace CareCoord.CareTasks;

/// <summary>How soon a care task matters; each has an escalation ladder of its own.</summary>
public enum Priority
{
    Routine,
    Urgent,
    Asap,
    Stat,
}

/// <summary>What kind of thing in the record a care task is about.</summary>
public enum TaskAbout
{
    PlanActivity,
    Document,
    Appointment,
    Medicine,
    Result,
    Transition,
    General,
}

/// <summary>Where a care task stands in its life.</summary>
public enum TaskState
{
    /// <summary>Offered for the first time, or anew after a refusal: the coordinator owns it until somebody accepts.</summary>
    Assigned,

    Accepted,

    /// <summary>Back with the coordinator, with a reason.</summary>
    Declined,

    InProgress,

    /// <summary>The owner waits for somebody or something.</summary>
    Waiting,

    /// <summary>Closed, with an outcome.</summary>
    Done,

    /// <summary>Closed, with a reason.</summary>
    Cancelled,
}

/// <summary>What somebody did with a care task.</summary>
public enum CareTaskAction
{
    Assigned,
    Accepted,
    Declined,
    Started,
    Waits,
    Resumed,
    Done,
    Cancelled,

    /// <summary>The owner offered it to somebody else, and stays the owner until they accept.</summary>
    Offered,

    /// <summary>Whom it was offered to did not take it over; the owner keeps it.</summary>
    Kept,

    /// <summary>The offer was taken back.</summary>
    Withdrawn,

    /// <summary>The coordinator offered it to somebody else.</summary>
    Reassigned,

    Changed,
    Noted,
    StepDone,
    StepUndone,
    Attached,
    Detached,

    /// <summary>The virus scanner found an attached file harmful, and it was not kept.</summary>
    FoundHarmful,

    Watched,
    Unwatched,

    /// <summary>The first rung of the ladder: whoever has to act was reminded.</summary>
    Reminded,

    /// <summary>The second rung: the coordinator was told.</summary>
    Escalated,

    /// <summary>The third rung: the coordinator's deputy was told.</summary>
    EscalatedToDeputy,

    /// <summary>The owner left the care team: back with the coordinator.</summary>
    Returned,

    /// <summary>The patient was handed to another coordinator.</summary>
    CoordinatorChanged,

    /// <summary>What somebody wrote in its history was amended.</summary>
    Amended,
}

/// <summary>Why something happened with a care task, where no person says it in words.</summary>
public enum TaskReason
{
    /// <summary>Whoever had it left the care team.</summary>
    LeftTeam,

    DocumentAccepted,
    DocumentReturned,
    DocumentTakenBack,

    /// <summary>There were words, and they were entered in error.</summary>
    EnteredInError,
}

/// <summary>Whom a rung of the ladder told.</summary>
public enum EscalationAudience
{
    /// <summary>One person, and who stands in for them where they are away.</summary>
    Person,

    /// <summary>Everybody who works in a unit.</summary>
    Unit,

    /// <summary>Of the unit nobody was there, so a person.</summary>
    NobodyOfUnit,

    /// <summary>Who stands in for the coordinator, who is away.</summary>
    StandIn,

    /// <summary>The deputy of the coordinator.</summary>
    Deputy,

    /// <summary>The coordinator once more, who has no deputy.</summary>
    Again,

    /// <summary>The same, and the administrators were asked to name a deputy.</summary>
    AgainAdministrators,
}
