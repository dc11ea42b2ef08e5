using System.Linq.Expressions;
using System.Reflection;
using CareCoord.Shared;
using Npgsql;

namespace CareCoord.Access;

/// <summary>
/// Compiles how a row becomes a record. A parameter takes the column of its name. A parameter that is itself a record takes the columns
/// that begin with its name (<c>clock_due_at</c> for <c>Clock.DueAt</c>). One that may be null is null if the first of its columns is. A
/// flags enum is an integer, and every other enum a word. So is what its type finds by a name (<c>Of</c>). A list of records is JSON, whose
/// members have the names of columns.
/// </summary>
internal sealed class RowMaker
{
    private static readonly HashSet<Type> Scalars =
    [
        typeof(string),
        typeof(bool),
        typeof(short),
        typeof(int),
        typeof(long),
        typeof(uint),
        typeof(double),
        typeof(decimal),
        typeof(Guid),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(byte[]),
    ];

    private static readonly MethodInfo Field = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.GetFieldValue), [typeof(int)])!;
    private static readonly MethodInfo IsNull = typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.IsDBNull), [typeof(int)])!;

    private readonly ParameterExpression row = Expression.Parameter(typeof(NpgsqlDataReader), "row");
    private readonly NullabilityInfoContext nullability = new();
    private readonly Type whole;
    private readonly string[] columns;
    private readonly List<string> taken = [];

    private RowMaker(Type whole, string[] columns)
    {
        this.whole = whole;
        this.columns = columns;
    }

    /// <summary>
    /// Throws <see cref="InvalidOperationException"/> with the names of the columns that are missing and of those that nothing takes.
    /// </summary>
    public static Func<NpgsqlDataReader, T> Make<T>(string[] columns)
    {
        var maker = new RowMaker(typeof(T), columns);
        Expression made;
        if (IsOfOneColumn(typeof(T)))
        {
            made =
                columns.Length == 1
                    ? maker.Value(typeof(T), columns[0], Nullable.GetUnderlyingType(typeof(T)) is not null)
                    : throw maker.Misfit($"it takes one column, and the result has {columns.Length}");
        }
        else
        {
            made = maker.Record(typeof(T), "");
            maker.Check();
        }

        return Expression.Lambda<Func<NpgsqlDataReader, T>>(made, maker.row).Compile();
    }

    private NewExpression Record(Type type, string prefix)
    {
        if (Constructors(type) is not [var constructor] || constructor.GetParameters().Length == 0)
            throw Misfit($"{type.Name} is no value of a column, and has not one constructor with parameters");
        return Expression.New(
            constructor,
            constructor.GetParameters().Select(parameter => Argument(parameter, prefix + SnakeCaseNames.Snake(parameter.Name!)))
        );
    }

    // What may be made inside this assembly only has none that is public.
    private static ConstructorInfo[] Constructors(Type type) =>
        type.GetConstructors() is { Length: > 0 } open
            ? open
            : [.. type.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Where(constructor => constructor.IsAssembly)];

    private Expression Argument(ParameterInfo parameter, string name)
    {
        var type = parameter.ParameterType;
        var mayBeNull =
            Nullable.GetUnderlyingType(type) is not null
            || (!type.IsValueType && nullability.Create(parameter).WriteState == NullabilityState.Nullable);
        if (IsOfOneColumn(type))
            return Value(type, name, mayBeNull);
        var first = taken.Count;
        Expression record = Record(Nullable.GetUnderlyingType(type) ?? type, name + "_");
        record = record.Type == type ? record : Expression.Convert(record, type);
        return mayBeNull ? Expression.Condition(Expression.Call(row, IsNull, At(taken[first])), Expression.Default(type), record) : record;
    }

    private Expression Value(Type type, string column, bool mayBeNull)
    {
        taken.Add(column);
        var core = Nullable.GetUnderlyingType(type) ?? type;
        var read = Read(core, column);
        var value = read.Type == type ? read : Expression.Convert(read, type);
        var ifNull = mayBeNull
            ? (Expression)Expression.Default(type)
            : Expression.Throw(
                Expression.Call(typeof(RowMaker), nameof(IsNullIn), null, Expression.Constant(whole.Name), Expression.Constant(column)),
                type
            );
        return Expression.Condition(Expression.Call(row, IsNull, At(column)), ifNull, value);
    }

    private Expression Read(Type core, string column)
    {
        var element = ElementOf(core);
        if (NamedBy(core) is { } named)
            return Expression.Call(named, Get(typeof(string), column));
        if (core.IsEnum)
            return IsFlags(core) ? Expression.Convert(Get(typeof(int), column), core) : WordIn(core, nameof(Word), typeof(string), column);
        if (element is null || Scalars.Contains(core))
            return Get(core, column);
        if (element.IsEnum)
            return IsFlags(element)
                ? throw Misfit($"a list of {element.Name} is read from no column")
                : WordIn(element, nameof(AllWords), typeof(string[]), column);
        return Scalars.Contains(element)
            ? Get(element.MakeArrayType(), column)
            : Expression.Call(typeof(RowMaker), nameof(RowJson), [element], Get(typeof(string), column));
    }

    private MethodCallExpression WordIn(Type type, string by, Type from, string column) =>
        Expression.Call(typeof(RowMaker), by, [type], Get(from, column), Expression.Constant(whole.Name), Expression.Constant(column));

    private MethodCallExpression Get(Type type, string column) => Expression.Call(row, Field.MakeGenericMethod(type), At(column));

    // One that is not there is told by Check, with all the others.
    private ConstantExpression At(string column) => Expression.Constant(Array.IndexOf(columns, column));

    private void Check()
    {
        List<string> problems =
        [
            .. taken.Except(columns).Select(column => $"the result has no column {column}"),
            .. columns.Except(taken).Select(column => $"nothing takes the column {column}"),
            .. taken
                .Concat(columns)
                .GroupBy(column => column)
                .Where(same => same.Count() > 2)
                .Select(same => $"there are several columns {same.Key}"),
        ];
        if (problems.Count > 0)
            throw Misfit(string.Join("; ", problems));
    }

    private InvalidOperationException Misfit(string why) => new($"A result cannot be read as {whole.Name}: {why}.");

    private static bool IsOfOneColumn(Type type)
    {
        var core = Nullable.GetUnderlyingType(type) ?? type;
        return core.IsEnum || Scalars.Contains(core) || ElementOf(core) is not null || NamedBy(core) is not null;
    }

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0]
        : null;

    // What is declared by name, such as a kind of notification, knows which one a name means.
    private static MethodInfo? NamedBy(Type type) =>
        type.GetMethod("Of", BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly, [typeof(string)]) is { } of
        && of.ReturnType == type
            ? of
            : null;

    private static bool IsFlags(Type type) => type.IsDefined(typeof(FlagsAttribute), inherit: false);

    private static InvalidOperationException IsNullIn(string type, string column) =>
        new($"{type} cannot be read: the column {column} is null.");

    private static T Word<T>(string written, string type, string column)
        where T : struct, Enum =>
        RowWords<T>.Written.TryGetValue(written, out var value)
            ? value
            : throw new InvalidOperationException(
                $"{type} cannot be read: the column {column} holds a word that {typeof(T).Name} has not."
            );

    private static T[] AllWords<T>(string[] written, string type, string column)
        where T : struct, Enum => Array.ConvertAll(written, one => Word<T>(one, type, column));

    private static List<T> RowJson<T>(string written) => Access.RowJson.List<T>(written);

    private static class RowWords<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<string, T> Written = Enum.GetValues<T>().ToDictionary(value => value.Snake());
    }
}
