namespace CareCoord.Web.Look;

/// <summary>A column that a desk has.</summary>
/// <param name="Key">Its name in what is kept: small letters.</param>
/// <param name="Words">Its name for people.</param>
/// <param name="Width">How wide it is at first, beside the others.</param>
/// <param name="IsShown">It is seen before somebody chooses.</param>
/// <param name="Stays">It cannot be hidden.</param>
public sealed record GridColumn(string Key, string Words, int Width, bool IsShown = true, bool Stays = false);

/// <summary>A column as somebody has it.</summary>
public sealed record GridPlace(GridColumn Column, int Width, bool IsShown);

/// <summary>All columns of a desk in somebody's order: those they see, how wide, and the hidden ones.</summary>
public sealed class GridColumns
{
    public const int Narrowest = 6;
    public const int Widest = 60;
    public const int Step = 2;

    private readonly IReadOnlyList<GridColumn> all;

    private GridColumns(IReadOnlyList<GridColumn> all, IReadOnlyList<GridPlace> places)
    {
        (this.all, Places) = (all, places);
        Shown = [.. places.Where(place => place.IsShown)];
    }

    public IReadOnlyList<GridPlace> Places { get; }

    public IReadOnlyList<GridPlace> Shown { get; }

    /// <summary>Reads what was kept; what it does not understand, and what the desk no longer has, it leaves out.</summary>
    public static GridColumns Read(IReadOnlyList<GridColumn> all, string? kept)
    {
        var places = new List<GridPlace>();
        foreach (var part in kept?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            if (
                part.Split(':') is [var key, var width]
                && all.FirstOrDefault(one => one.Key == key) is { } column
                && places.All(place => place.Column != column)
                && int.TryParse(width, out var asked)
            )
                places.Add(new(column, Math.Clamp(asked, Narrowest, Widest), true));
        }

        if (places.Count == 0)
            return AtFirst(all);
        var hidden = all.Where(column => places.All(place => place.Column != column)).ToList();
        return new(
            all,
            [
                .. hidden.Where(column => column.Stays).Select(column => new GridPlace(column, column.Width, true)),
                .. places,
                .. hidden.Where(column => !column.Stays).Select(column => new GridPlace(column, column.Width, false)),
            ]
        );
    }

    public static GridColumns AtFirst(IReadOnlyList<GridColumn> all) =>
        new(all, [.. all.Select(column => new GridPlace(column, column.Width, column.IsShown))]);

    /// <summary>What is kept: the columns that are seen, in their order.</summary>
    public string Kept => string.Join(' ', Shown.Select(place => $"{place.Column.Key}:{place.Width}"));

    /// <summary>The share of the table's width that a column has, in percent.</summary>
    public string Share(GridPlace place) =>
        (100m * place.Width / Shown.Sum(one => one.Width)).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    public GridColumns AtFirst() => AtFirst(all);

    public GridColumns WithShown(GridColumn column, bool shown) => With(column, place => place with { IsShown = shown || column.Stays });

    public GridColumns WithWidth(GridColumn column, int width) =>
        With(column, place => place with { Width = Math.Clamp(width, Narrowest, Widest) });

    /// <summary>One place to the left, or to the right.</summary>
    public GridColumns Moved(GridColumn column, bool left)
    {
        var places = Places.ToList();
        var at = places.FindIndex(place => place.Column == column);
        var to = Math.Clamp(at + (left ? -1 : 1), 0, places.Count - 1);
        (places[at], places[to]) = (places[to], places[at]);
        return new(all, places);
    }

    // By column: who clicks fast says it of a place that has changed meanwhile.
    private GridColumns With(GridColumn column, Func<GridPlace, GridPlace> change) =>
        new(all, [.. Places.Select(place => place.Column == column ? change(place) : place)]);
}
