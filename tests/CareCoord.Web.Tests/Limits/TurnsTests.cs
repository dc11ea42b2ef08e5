using System.Net;
using CareCoord.Ops.LocalDatabase;
using CareCoord.Web.Limits;

namespace CareCoord.Web.Tests.Limits;

/// <summary>What is worked on for one person at the same time, and that nothing that takes long is forgotten.</summary>
public sealed class TurnsTests
{
    private static readonly Asker One = Asker.Of(Guid.CreateVersion7());
    private static readonly Asker Other = Asker.Of(Guid.CreateVersion7());

    [Fact]
    public async Task Of_one_person_so_much_is_worked_on_at_once_further_work_waits_and_what_is_too_much_is_refused()
    {
        using var turns = new Turns(Allowance.Usual);
        var (begun, end) = (0, new TaskCompletionSource());
        Task<bool> Begin() =>
            turns.TryAsync(
                One,
                () =>
                {
                    Interlocked.Increment(ref begun);
                    return end.Task;
                }
            );
        var most = Allowance.Usual.Turns;
        var all = Enumerable.Range(0, most.PermitLimit + most.QueueLimit).Select(_ => Begin()).ToList();

        Assert.Equal(most.PermitLimit, begun);
        Assert.False(await Begin());
        Assert.True(await turns.TryAsync(Other, () => Task.CompletedTask));

        end.SetResult();
        Assert.All(await Task.WhenAll(all), Assert.True);
        Assert.Equal(all.Count, begun);
    }

    [Fact]
    public async Task Work_within_work_needs_no_second_turn()
    {
        using var turns = new Turns(Allowance.Usual);

        var all = Enumerable
            .Range(0, 3 * Allowance.Usual.Turns.PermitLimit)
            .Select(_ =>
                turns.TryAsync(
                    One,
                    async () =>
                    {
                        await Task.Yield();
                        Assert.True(await turns.TryAsync(One, () => Task.CompletedTask));
                    }
                )
            );

        Assert.All(await Task.WhenAll(all), Assert.True);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void An_address_is_that_of_a_household(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Asker.Of(IPAddress.Parse(one)) == Asker.Of(IPAddress.Parse(other)));

    [Theory]
    [InlineData("PasswordInput ", "[ChecksSecret]")]
    [InlineData("PinTyped", "[ChecksSecret]")]
    [InlineData("one-time-code", "[ChecksSecret]")]
    [InlineData("PageImages", "[MovesFile]")]
    public void Each_page_that_takes_long_by_its_kind_says_so(string word, string mark)
    {
        var pages = Directory
            .GetFiles(Path.Combine(DataFolder.Checkout(), "src/CareCoord.Web"), "*.razor", SearchOption.AllDirectories)
            .Select(file => (Page: file, Text: File.ReadAllText(file) + Beside(file)))
            .Where(one => one.Text.StartsWith("@page", StringComparison.Ordinal) && one.Text.Contains(word, StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(pages);
        Assert.All(pages, one => Assert.True(one.Text.Contains(mark, StringComparison.Ordinal), $"{one.Page} has no {mark}."));
    }

    private static string Beside(string page) => File.Exists(page + ".cs") ? File.ReadAllText(page + ".cs") : "";
}
