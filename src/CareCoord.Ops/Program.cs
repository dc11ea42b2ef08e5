using System.CommandLine;
using System.Runtime.InteropServices;
using CareCoord.Ops.Terminal;

namespace CareCoord.Ops;

/// <summary>The `carecoord` command.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    public static async Task<int> Main(string[] arguments)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

        try
        {
            var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await Commands.All(new Voice()).Parse(arguments).InvokeAsync(invocation, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception problem) when (ForPeople.Sentence(problem) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return Failed;
        }

        void Stop(PosixSignalContext signal)
        {
            // What we started must be stopped first; Main ends by itself after that.
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
