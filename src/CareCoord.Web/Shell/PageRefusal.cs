namespace CareCoord.Web.Shell;

/// <summary>Whether what was sent to this page was refused, which the page's title says first.</summary>
public sealed class PageRefusal
{
    /// <summary>It was refused, which was not known.</summary>
    public event Action? Told;

    public bool IsTold { get; private set; }

    /// <summary>What was sent is refused.</summary>
    public void Tell()
    {
        if (IsTold)
            return;
        IsTold = true;
        Told?.Invoke();
    }
}
