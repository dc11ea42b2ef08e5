using System.Globalization;

namespace CareCoord.Bench;

/// <summary>What was asked for on the command line.</summary>
/// <param name="What">A measurement, or all.</param>
/// <param name="Sides">The checkouts to compare, by their names; none where one build is measured.</param>
/// <param name="Json">The file that the figures are written to; null for none.</param>
internal sealed record BenchOptions(string What, IReadOnlyList<(string Name, string Checkout)> Sides, int Patients, string? Json)
{
    public const int Usual = 10_000;
    private const string Compare = "ab";

    /// <summary>Null where it cannot be understood.</summary>
    public static BenchOptions? Read(string[] args)
    {
        if (args is not [var what, .. var rest] || (what is not ("all" or Compare) && !Measurements.All.ContainsKey(what)))
            return null;
        var asked = new BenchOptions(what, [], Usual, null);
        while (rest.Length > 0)
        {
            switch (rest)
            {
                case ["--json", var file, .. var others]:
                    (asked, rest) = (asked with { Json = file }, others);
                    break;
                case ["--patients", var number, .. var others]
                    when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var patients) && patients > 0:
                    (asked, rest) = (asked with { Patients = patients }, others);
                    break;
                case [var side, .. var others]
                    when what == Compare && side.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } checkout]:
                    (asked, rest) = (asked with { Sides = [.. asked.Sides, (name, Path.GetFullPath(checkout))] }, others);
                    break;
                default:
                    return null;
            }
        }

        return what != Compare || asked.Sides.Count > 1 ? asked : null;
    }
}
