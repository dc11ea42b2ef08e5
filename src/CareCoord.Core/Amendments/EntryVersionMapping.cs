using System.Linq.Expressions;
using CareCoord.Access;
using CareCoord.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Amendments;

/// <summary>Maps the version of an entry to the columns of the entry's own table, the same in every feature.</summary>
internal static class EntryVersionMapping
{
    public static void IsAmended<T>(this EntityTypeBuilder<T> entry, Expression<Func<T, EntryVersion?>> version)
        where T : class =>
        entry.ComplexProperty(
            version,
            of =>
            {
                of.IsRequired();
                of.Property(v => v.Number).HasColumnName("version");
                of.Property(v => v.Kind)
                    .HasColumnName("amendment_kind")
                    .HasConversion(
                        kind => kind.HasValue ? SnakeCaseNames.Snake(kind.Value) : null,
                        written => written == null ? null : SnakeCaseNames.FromSnake<AmendmentKind>(written)
                    );
                of.Property(v => v.Reason).HasColumnName("amendment_reason");
                of.Property(v => v.By).HasColumnName("amended_by");
                of.Property(v => v.As)
                    .HasColumnName("amended_as")
                    .HasConversion(
                        hat => hat.HasValue ? SnakeCaseNames.Snake(hat.Value) : null,
                        written => written == null ? null : SnakeCaseNames.FromSnake<Hat>(written)
                    );
                of.Property(v => v.For).HasColumnName("amended_for");
                of.Property(v => v.At).HasColumnName("amended_at");
                of.Ignore(v => v.IsInError);
            }
        );
}
