using CareCoord.Testing;
using FsCheck.Fluent;

namespace CareCoord.Core.Tests.Shared;

/// <summary>A test of random cases that fails says by which seed, and the same seed makes the same cases.</summary>
public sealed class SeedsTests
{
    [Fact]
    public async Task What_fails_says_the_seed_beside_what_was_wrong()
    {
        Seed? used = null;

        var failed = await Assert.ThrowsAsync<FailedWithSeed>(() =>
            Seeds.RunAsync(seed =>
            {
                used = seed;
                throw new InvalidOperationException("It was wrong.");
            })
        );

        Assert.Equal($"CARECOORD_SEED={used!.Value} runs these cases again. It was wrong.", failed.Message);
    }

    [Fact]
    public void A_law_that_is_broken_says_the_seed_and_a_case_that_breaks_it()
    {
        var broken = Assert.Throws<FailedWithSeed>(() => Seeds.Hold(Gen.Choose(0, 1000).Select(number => number < 500), 200));

        Assert.Matches("^CARECOORD_SEED=[0-9]+ runs these cases again\\. Falsifiable, after", broken.Message);
    }

    [Fact]
    public void The_same_seed_makes_the_same_cases_and_another_makes_others()
    {
        Assert.Equal(Cases(new(7)), Cases(new(7)));
        Assert.NotEqual(Cases(new(7)), Cases(new(8)));
        Assert.Equal(Broken(new(7)), Broken(new(7)));
        Assert.NotEqual(new Seed(7).Numbers(1).Next(), new Seed(7).Numbers(2).Next());

        static string Cases(Seed seed) =>
            string.Join(
                ' ',
                seed.Some(Gen.Choose(0, 1_000_000), 20).Append(seed.Numbers(3).Next()).Append(BitConverter.ToInt32(seed.Bytes(4)))
            );

        // How the law is broken: after how many cases, by which, and by which smaller one.
        static string Broken(Seed seed) =>
            Assert.ThrowsAny<Exception>(() => seed.Hold(Gen.Choose(0, 1000).Select(number => number < 990), 20_000)).Message;
    }
}
