using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CareCoord.Ops.Seeding;

/// <summary>The mapped entities, as EF knows them; no database is asked for it.</summary>
internal static class SeedModel
{
    private static readonly Lazy<IModel> Model = new(() =>
    {
        using var db = new CareCoordDb(new DbContextOptionsBuilder<CareCoordDb>().UseNpgsql().Options);
        return db.GetService<IDesignTimeModel>().Model;
    });

    public static IEntityType Of(Type type) =>
        Model.Value.FindEntityType(type)
        ?? throw new InvalidOperationException($"{type.Name} is not a mapped entity. A table without one takes AddTo.");
}

/// <summary>Makes rows of an entity from named values, and knows its table and columns; all of it comes from the EF mapping.</summary>
internal static class SeedEntity<T>
    where T : class
{
    // What is wrong with a row is said when it is made: a static field would hide the sentence.
    private static readonly Lazy<IEntityType> Mapping = new(() => SeedModel.Of(typeof(T)));
    private static readonly Lazy<IReadOnlyList<SeedColumn>> Mapped = new(() => [.. Written.Select(Column)]);
    private static readonly ConcurrentDictionary<Type, Action<T, object>> Setters = new();
    private static readonly ConcurrentDictionary<Type, bool> Complete = new();
    private static readonly Lazy<Func<T>> Empty = new(() => Expression.Lambda<Func<T>>(Expression.New(typeof(T))).Compile());

    public static string Table => Mapping.Value.GetTableName()!;

    public static IReadOnlyList<SeedColumn> Columns => Mapped.Value;

    // Not what the database makes itself: a row's version, generated columns.
    private static IEnumerable<IProperty> Written =>
        Mapping.Value.GetProperties().Where(property => !property.ValueGenerated.HasFlag(ValueGenerated.OnUpdate));

    /// <summary>A row of these values; its id is new where none is named.</summary>
    public static T Of(object named)
    {
        var shape = named.GetType();
        var hasId = Complete.GetOrAdd(shape, RequireAll);
        var row = Set(Empty.Value(), named);
        return hasId ? row : Set(row, new { Id = Guid.CreateVersion7() });
    }

    /// <summary>Sets what is named.</summary>
    public static T Set(T row, object named)
    {
        Setters.GetOrAdd(named.GetType(), Setter)(row, named);
        return row;
    }

    private static bool RequireAll(Type shape)
    {
        var named = shape.GetProperties().Select(property => property.Name).ToHashSet();
        var missing = Written
            .Where(property => !property.IsNullable && property.Name != "Id" && !named.Contains(property.Name))
            .Select(property => property.Name)
            .ToList();
        if (missing.Count > 0)
            throw new InvalidOperationException($"A row of {typeof(T).Name} needs {string.Join(", ", missing)}.");
        return named.Contains("Id") || Mapping.Value.FindProperty("Id") is null;
    }

    private static Action<T, object> Setter(Type shape)
    {
        var (row, given) = (Expression.Parameter(typeof(T)), Expression.Parameter(typeof(object)));
        var named = Expression.Variable(shape);
        var sets = shape.GetProperties().Select(from => Assignment(row, Expression.Property(named, from), from));
        var body = Expression.Block([named], [Expression.Assign(named, Expression.Convert(given, shape)), .. sets]);
        return Expression.Lambda<Action<T, object>>(body, row, given).Compile();
    }

    private static BinaryExpression Assignment(Expression row, Expression value, PropertyInfo from)
    {
        var property =
            Written.FirstOrDefault(property => property.Name == from.Name && property.PropertyInfo?.SetMethod is not null)
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no property {from.Name} that is stored.");
        var (to, given) = (property.ClrType, from.PropertyType);
        if (to != given && Nullable.GetUnderlyingType(to) != given)
            throw new InvalidOperationException($"{typeof(T).Name}.{from.Name} is {Said(to)}, not {Said(given)}.");
        if (!to.IsValueType && !property.IsNullable)
            value = Expression.Coalesce(
                value,
                Expression.Throw(Expression.Constant(new InvalidOperationException($"{typeof(T).Name}.{from.Name} is required.")), to)
            );
        return Expression.Assign(Expression.Property(row, property.PropertyInfo!), Expression.Convert(value, to));
    }

    private static string Said(Type type) => Nullable.GetUnderlyingType(type) is { } plain ? plain.Name + "?" : type.Name;

    private static SeedColumn Column(IProperty property)
    {
        var (mapping, read) = (property.GetRelationalTypeMapping(), property.GetGetter());
        var stored = mapping.Converter?.ProviderClrType ?? property.ClrType;
        return new(
            property.GetColumnName(),
            mapping.StoreTypeNameBase,
            property.IsNullable ? SeedColumn.Optional(stored) : stored,
            mapping.Converter is { } converter ? row => converter.ConvertToProvider(read.GetClrValue(row)) : read.GetClrValue
        );
    }
}
