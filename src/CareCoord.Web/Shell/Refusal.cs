using CareCoord.Shared;

namespace CareCoord.Web.Shell;

/// <summary>Does what a form asks for on a page that is not live.</summary>
public static class Refusal
{
    /// <summary>The sentence of the rule that stands against it, for <see cref="Problem"/>; null where it is done.</summary>
    public static async Task<string?> OfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RuleBroken rule)
        {
            return rule.Message;
        }
    }
}
