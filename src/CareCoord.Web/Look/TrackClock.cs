namespace CareCoord.Web.Look;

/// <summary>How a clock after a hospital stay stands.</summary>
public enum ClockStands
{
    Done,
    Due,
    Late,
}

/// <summary>One clock of the thirty days: the day it stands at, its letter, and the words for it.</summary>
/// <param name="Words">As in "contact due on day 4".</param>
public sealed record TrackClock(int Day, char Letter, string Words, ClockStands Stands);
