using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Data;

/// <summary>Names in the database: words in lower case, joined by underscores.</summary>
internal static class SnakeCase
{
    /// <summary>Gives every column its name; a row's version is PostgreSQL's own <c>xmin</c>.</summary>
    public static void Apply(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            var isRowVersion = property.IsConcurrencyToken && property.ClrType == typeof(uint);
            property.SetColumnName(isRowVersion ? "xmin" : SnakeCaseNames.Snake(property.Name));
        }
    }

    /// <summary>Keeps an enumeration as text that one can read.</summary>
    public static PropertyBuilder<T> InSnakeCase<T>(this PropertyBuilder<T> property)
        where T : struct, Enum => property.HasConversion(value => value.Snake(), written => SnakeCaseNames.FromSnake<T>(written));
}
