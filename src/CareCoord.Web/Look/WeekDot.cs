namespace CareCoord.Web.Look;

/// <summary>How it stands with something daily on one day.</summary>
public enum DotStands
{
    Done,
    NotDone,
    ToCome,
}

/// <summary>One day of a week's dots: its name as people read it, and how it stands.</summary>
public sealed record WeekDot(string Day, DotStands Stands);
