using System.Linq.Expressions;

namespace CareCoord.Shared;

/// <summary>
/// What lasts from one moment until another, or for good where there is no other: grants, places on a team, caseloads, work in a unit. At
/// its first moment it is so already, at its last it is over.
/// </summary>
public static class Lasting
{
    /// <summary>It is so at this moment.</summary>
    public static bool At(DateTimeOffset moment, DateTimeOffset since, DateTimeOffset? until) => since <= moment && !(until <= moment);

    /// <summary>Those rows of which it is so at this moment, in the database.</summary>
    public static IQueryable<T> At<T>(
        this IQueryable<T> rows,
        DateTimeOffset moment,
        Expression<Func<T, DateTimeOffset>> since,
        Expression<Func<T, DateTimeOffset?>> until
    )
    {
        // Captured, so that the moment is a parameter of the statement and no constant in it.
        Expression<Func<DateTimeOffset>> at = () => moment;
        Expression<Func<DateTimeOffset?>> end = () => moment;
        var row = since.Parameters[0];
        var ends = new Swap(until.Parameters[0], row).Visit(until.Body);
        var begun = Expression.LessThanOrEqual(since.Body, at.Body);
        var goesOn = Expression.OrElse(
            Expression.Equal(ends, Expression.Constant(null, typeof(DateTimeOffset?))),
            Expression.GreaterThan(ends, end.Body)
        );
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.AndAlso(begun, goesOn), row));
    }

    /// <summary>The same in SQL, of two columns, at the moment of whoever asks.</summary>
    public static string Now(string since, string until) =>
        $"{since} <= (select app.actor_moment()) and ({until} is null or {until} > (select app.actor_moment()))";

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
