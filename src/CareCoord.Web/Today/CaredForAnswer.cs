using CareCoord.Today;
using CareCoord.Web.Shell;

namespace CareCoord.Web.Today;

/// <summary>The sentence under a caregiver's greeting: whether something waits for them, and when the next visit is.</summary>
internal static class CaredForAnswer
{
    public static string Of(IReadOnlyList<CaredFor> people, Spoken spoken)
    {
        var next = people.Where(person => person.NextAt is not null).MinBy(person => person.NextAt);
        return next is null ? ToDo(people, spoken) : $"{ToDo(people, spoken)} {Visit(next, spoken)}";
    }

    /// <summary>"today"; "tonight" late in the day.</summary>
    public static string Today(Spoken spoken) => spoken.Greeting is "Good evening" or "Hello" ? "tonight" : "today";

    // It stays right while the lists under it are ticked, so it counts what is planned and not what is left.
    private static string ToDo(IReadOnlyList<CaredFor> people, Spoken spoken) =>
        people.SelectMany(person => person.Todos).ToList() switch
        {
            var todos when todos.All(todo => todo.TickedAt is not null) => $"Nothing needs you {Today(spoken)}.",
            [_] => "One thing is planned for you today.",
            var todos => $"{PlainText.Capital(PlainText.Number(todos.Count))} things are planned for you today.",
        };

    private static string Visit(CaredFor next, Spoken spoken) =>
        $"The next visit is {next.CalledBy}’s, {spoken.At(next.NextWay).DayWithin(next.NextAt!.Value)}.";
}
