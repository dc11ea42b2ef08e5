using System.Text.RegularExpressions;
using Serilog.Core;
using Serilog.Events;
using Serilog.Parsing;

namespace CareCoord.Web.Shell;

/// <summary>
/// Hands an entry of the log on with what its sentence asks for, and nothing else that surrounds it, such as the request's path. An
/// exception's message may quote what somebody typed: of it the kind is kept, and where it happened. Of what others say of a fault only
/// names are kept.
/// </summary>
internal sealed partial class LogWithoutContent(ILogEventSink kept) : ILogEventSink, IDisposable
{
    private const string Fault = "Fault";
    private const string Ours = "CareCoord";
    private static readonly ScalarValue LeftOut = new("(left out)");
    private static readonly MessageTemplate Nothing = new([new TextToken("(left out)")]);

    public void Emit(LogEvent logEvent)
    {
        var category = Category(logEvent);
        var faults = Faults(logEvent.Exception).ToList();
        var template = Says(logEvent.MessageTemplate.Text, category, faults) ? Nothing : logEvent.MessageTemplate;
        var told = template
            .Tokens.OfType<PropertyToken>()
            .Select(token => token.PropertyName)
            .Distinct(StringComparer.Ordinal)
            .Where(logEvent.Properties.ContainsKey)
            .Select(name => new LogEventProperty(name, Told(logEvent.Properties[name], category, faults)))
            .ToList();
        if (category.Length > 0)
            told.Add(new(Constants.SourceContextPropertyName, new ScalarValue(category)));
        if (logEvent.Exception is { } fault)
            told.Add(new(Fault, new ScalarValue(Describe(fault))));
        kept.Emit(new(logEvent.Timestamp, logEvent.Level, exception: null, template, told));
    }

    public void Dispose() => (kept as IDisposable)?.Dispose();

    /// <summary>Who wrote an entry; empty where nobody is named.</summary>
    public static string Category(LogEvent entry) =>
        entry.Properties.TryGetValue(Constants.SourceContextPropertyName, out var context) && context is ScalarValue { Value: string name }
            ? name
            : "";

    // Entity Framework repeats an exception in its sentence, and ASP.NET Core an address.
    private static LogEventPropertyValue Told(LogEventPropertyValue value, string category, List<Exception> faults)
    {
        if (value is ScalarValue { Value: null or ValueType })
            return value;
        var text = value is ScalarValue scalar ? scalar.Value?.ToString() ?? "" : value.ToString();
        return
            Says(text, category, faults)
            || (faults.Count > 0 && !IsOurs(category) && !Name().IsMatch(text))
            || (LogLevels.IsRequests(category) && (text.StartsWith('/') || text.Contains("://", StringComparison.Ordinal)))
            ? LeftOut
            : value;
    }

    // Whether a text says what an exception says.
    private static bool Says(string text, string category, List<Exception> faults) =>
        faults.Any(fault => fault.Message.Length > 0 && text.Contains(fault.Message, StringComparison.Ordinal))
        || (!IsOurs(category) && Printed().IsMatch(text));

    // The sentence about a request is ours too.
    private static bool IsOurs(string category) =>
        category == Ours
        || category.StartsWith(Ours + ".", StringComparison.Ordinal)
        || category.StartsWith("Serilog.AspNetCore.", StringComparison.Ordinal);

    // What .NET calls things by: types, members, events, states.
    [GeneratedRegex(@"^[A-Za-z_][\w.+`\[\],<>:-]{0,200}$")]
    private static partial Regex Name();

    // As an exception is printed: "Npgsql.PostgresException (0x80004005): 23505: …".
    [GeneratedRegex(@"Exception( \(0x[0-9A-Fa-f]{8}\))?: ")]
    private static partial Regex Printed();

    private static IEnumerable<Exception> Faults(Exception? fault) => fault is null ? [] : Causes(fault).SelectMany(Faults).Prepend(fault);

    private static IEnumerable<Exception> Causes(Exception fault) =>
        fault is AggregateException several ? several.InnerExceptions
        : fault.InnerException is { } cause ? [cause]
        : [];

    private static string Describe(Exception fault)
    {
        var state = fault is Npgsql.PostgresException database ? $" {database.SqlState}" : "";
        var causes = string.Concat(Causes(fault).Select(cause => $"{Environment.NewLine}caused by {Describe(cause)}"));
        return $"{fault.GetType().FullName}{state}{Environment.NewLine}{fault.StackTrace}{causes}";
    }
}
