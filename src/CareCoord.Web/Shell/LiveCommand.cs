using CareCoord.Shared;
using CareCoord.Web.Limits;

namespace CareCoord.Web.Shell;

/// <summary>Runs what somebody does in a live part of a page, and turns what goes wrong into a sentence for them.</summary>
internal sealed class LiveCommand(ILogger<LiveCommand> log, OpenCircuit circuit, Turns turns)
{
    /// <summary>Null where it went well; else what to tell the person. Faults get a reference that the log knows.</summary>
    public async Task<string?> TryAsync(Func<Task> act)
    {
        try
        {
            if (circuit.Asker is not { } asker)
                await act();
            else if (!await turns.TryAsync(asker, act))
                return TooMuch.Sentence;
            return null;
        }
        catch (RuleBroken rule)
        {
            return rule.Message;
        }
        catch (NotFound)
        {
            return "This is no longer here. Open the page again to see how things stand.";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var reference = FaultHandler.NewReference();
            log.LogError(fault, "Fault {Reference} in a live part", reference);
            return "That did not work, and nothing was saved. Try again in a minute. "
                + $"If it goes on, tell your clinic the number {reference}.";
        }
    }
}
