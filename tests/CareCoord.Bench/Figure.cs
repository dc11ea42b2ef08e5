using System.Globalization;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace CareCoord.Bench;

/// <summary>One measured value: the median of its rounds, with the lowest and the highest, and what it is meant to be.</summary>
/// <param name="Goal">At most, or at least where <see cref="AtLeast"/>; null where the figure only explains another.</param>
public sealed record Figure(string Name, string Unit, double Value, double Low, double High, double? Goal = null)
{
    /// <summary>The goal is to be reached, not to be kept below.</summary>
    [JsonIgnore]
    public bool AtLeast { get; init; }

    /// <summary>Whether the goal is met; null where there is none.</summary>
    public bool? Met =>
        Goal is not { } goal ? null
        : AtLeast ? Value >= goal
        : Value <= goal;

    /// <summary>The median of the rounds.</summary>
    public static Figure Of(string name, string unit, IEnumerable<double> rounds, double? goal = null)
    {
        var sorted = rounds.Order().ToList();
        return new(name, unit, Middle(sorted), sorted[0], sorted[^1], goal);
    }

    /// <summary>Prints figures as a table.</summary>
    public static void Print(IEnumerable<Figure> figures)
    {
        var table = new Table().AddColumns("figure", "unit").Border(TableBorder.Minimal);
        foreach (var column in new[] { "value", "low", "high", "goal" })
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("met");
        foreach (var figure in figures)
            table.AddRow(
                Markup.Escape(figure.Name),
                figure.Unit,
                Said(figure.Value),
                Said(figure.Low),
                Said(figure.High),
                figure.Goal is { } goal ? (figure.AtLeast ? "≥ " : "≤ ") + Said(goal) : "",
                figure.Met switch
                {
                    true => "yes",
                    false => "NO",
                    null => "",
                }
            );
        Print(table);
    }

    /// <summary>Prints a table, in a file as wide as it is.</summary>
    public static void Print(Table table)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 200;
        AnsiConsole.Write(table);
    }

    /// <summary>A value with as many digits as say something.</summary>
    public static string Said(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                >= 100 => "0",
                >= 10 => "0.0",
                _ => "0.00",
            },
            CultureInfo.InvariantCulture
        );

    private static double Middle(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
