using System.Text.Json.Nodes;
using CareCoord.Amendments;
using CareCoord.Testing;

namespace CareCoord.Core.Tests.Amendments;

/// <summary>The product and the database judge alike whether an addition still says all that stood there before.</summary>
public sealed class StillSaysTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public Task What_still_says_all_is_judged_alike_by_both() => Seeds.RunAsync(seed => JudgeAsync(seed.Numbers()));

    private async Task JudgeAsync(Random dice)
    {
        var still = 0;
        for (var tried = 0; tried < 300; tried++)
        {
            var former = Content(dice, 3);
            var latter = dice.Next(2) == 0 ? Grown(dice, former?.DeepClone()) : Content(dice, 3);
            var judged = EntryContent.StillSays(former, latter);
            still += judged ? 1 : 0;
            Assert.True(
                judged
                    == await database.AsOwnerAsync<bool>(
                        "select app.still_says($1::text::jsonb, $2::text::jsonb)",
                        former?.ToJsonString(),
                        latter?.ToJsonString()
                    ),
                $"{former?.ToJsonString()} and {latter?.ToJsonString()}: {judged}"
            );
        }

        Assert.InRange(still, 30, 290);
    }

    // Something that says more than before, mostly.
    private static JsonNode? Grown(Random dice, JsonNode? said)
    {
        switch (said)
        {
            case null:
                return dice.Next(2) == 0 ? null : "now said";
            case JsonObject all:
                foreach (var key in all.Select(one => one.Key).ToList())
                    all[key] = Grown(dice, all[key]?.DeepClone());
                return all;
            case JsonArray list:
                if (dice.Next(2) == 0)
                    list.Add("one more");
                return list;
            default:
                return said.GetValueKind() == System.Text.Json.JsonValueKind.String
                    ? said.GetValue<string>() + (dice.Next(2) == 0 ? " and more" : "")
                    : said;
        }
    }

    private static JsonNode? Content(Random dice, int depth) =>
        dice.Next(depth > 0 ? 7 : 5) switch
        {
            0 => null,
            1 => dice.Next(3),
            2 => dice.Next(2) == 0,
            3 => new string('a', dice.Next(3)),
            4 => dice.Next(2) == 0 ? "no" : "now",
            5 => new JsonArray([.. Enumerable.Range(0, dice.Next(3)).Select(_ => Content(dice, depth - 1))]),
            _ => new JsonObject(Enumerable.Range(0, dice.Next(4)).Select(at => KeyValuePair.Create($"k{at}", Content(dice, depth - 1)))),
        };
}
