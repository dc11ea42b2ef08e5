using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Core.Tests.Shared;

/// <summary>Names as the database writes them.</summary>
public sealed class SnakeCaseNamesTests
{
    [Theory]
    [InlineData("PrimaryCare", "primary_care")]
    [InlineData("Nurse", "nurse")]
    [InlineData("HowToGetIn", "how_to_get_in")]
    [InlineData("", "")]
    [InlineData("already_written", "already_written")]
    public void A_name_is_lower_case_with_underscores(string name, string written) => Assert.Equal(written, SnakeCaseNames.Snake(name));

    [Fact]
    public void Every_enumeration_comes_back_as_it_was_written()
    {
        foreach (var type in typeof(Actor).Assembly.GetTypes().Where(t => t.IsEnum && !t.IsDefined(typeof(FlagsAttribute), false)))
        {
            var back = typeof(SnakeCaseNames).GetMethod(nameof(SnakeCaseNames.FromSnake))!.MakeGenericMethod(type);
            foreach (var value in Enum.GetValues(type))
                Assert.Equal(value, back.Invoke(null, [SnakeCaseNames.Snake(value.ToString()!)]));
        }
    }

    [Fact]
    public void A_word_that_is_none_is_refused() => Assert.Throws<ArgumentException>(() => SnakeCaseNames.FromSnake<Hat>("superuser"));
}
