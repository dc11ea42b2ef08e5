using CareCoord.Access;
using CareCoord.Shared;

namespace CareCoord.Core.Tests.Shared;

/// <summary>Names as the database writes them.</summary>
public sealed class WordsTests
{
    [Theory]
    [InlineData("PrimaryCare", "primary_care")]
    [InlineData("Nurse", "nurse")]
    [InlineData("HowToGetIn", "how_to_get_in")]
    [InlineData("", "")]
    [InlineData("already_written", "already_written")]
    public void A_name_is_lower_case_with_underscores(string name, string written) => Assert.Equal(written, Words.Snake(name));

    [Fact]
    public void Every_enumeration_comes_back_as_it_was_written()
    {
        foreach (var type in typeof(Actor).Assembly.GetTypes().Where(t => t.IsEnum && !t.IsDefined(typeof(FlagsAttribute), false)))
        {
            var back = typeof(Words).GetMethod(nameof(Words.FromSnake))!.MakeGenericMethod(type);
            foreach (var value in Enum.GetValues(type))
                Assert.Equal(value, back.Invoke(null, [Words.Snake(value.ToString()!)]));
        }
    }

    [Fact]
    public void A_word_that_is_none_is_refused() => Assert.Throws<ArgumentException>(() => Words.FromSnake<Hat>("superuser"));
}
