using CareCoord.Accounts;

namespace CareCoord.Core.Tests.Accounts;

/// <summary>What a password must be.</summary>
public sealed class PasswordRulesTests
{
    private const string Unguessable = "brisk otter vault mimics kelp lanterns";

    [Theory]
    [InlineData(7, false, false)]
    [InlineData(14, false, false)]
    [InlineData(15, false, true)]
    [InlineData(7, true, false)]
    [InlineData(8, true, true)]
    [InlineData(38, false, true)]
    public void It_has_fifteen_characters_or_eight_beside_a_second_factor(int length, bool secondFactor, bool good) =>
        Assert.Equal(good, PasswordRules.Broken(Unguessable[..length], Walter(secondFactor)) is null);

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    [InlineData(1_000_000, false)]
    public void It_has_at_most_128_characters(int length, bool good) =>
        Assert.Equal(
            good,
            PasswordRules.Broken(string.Concat(Enumerable.Repeat(Unguessable, (length / Unguessable.Length) + 1))[..length], Walter())
                is null
        );

    [Fact]
    public void A_character_is_what_people_see_as_one_not_its_halves()
    {
        Assert.NotNull(PasswordRules.Broken("\U0001F40C\U0001F3D4\U0001F9ED\U0001F3BB\U0001F9C2\U0001FA81\U0001F9F5", Walter()));
        Assert.Null(
            PasswordRules.Broken(
                "\U0001F40C\U0001F3D4\U0001F9ED\U0001F3BB\U0001F9C2\U0001FA81\U0001F9F5\U0001F6F6",
                Walter(secondFactor: true)
            )
        );
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("123456789012345")]
    [InlineData("passwordpassword")]
    [InlineData("qwertyuiopqwertyuiop")]
    [InlineData("abcdefghijklmnop")]
    [InlineData("walterwalterwalter")]
    [InlineData("carecoordcarecoord")]
    public void A_common_one_is_refused_however_long(string password) =>
        Assert.Contains("easy to guess", PasswordRules.Broken(password, Walter()));

    [Theory]
    [InlineData("password")]
    [InlineData("Passw0rd!")]
    [InlineData("letmein1")]
    [InlineData("brandt1960")]
    public void A_common_one_is_refused_beside_a_second_factor_too(string password) =>
        Assert.NotNull(PasswordRules.Broken(password, Walter(secondFactor: true)));

    [Fact]
    public void Nothing_is_asked_of_its_characters()
    {
        Assert.Null(PasswordRules.Broken("onlylowercasewithoutnumbers", Walter()));
        Assert.Null(PasswordRules.Broken("\u00fcber den wolken sieben schafe", Walter()));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("A  B")]
    public void An_odd_name_is_borne(string name) =>
        Assert.Null(
            PasswordRules.Broken(
                Unguessable,
                new Account
                {
                    DisplayName = name,
                    TimeZone = "Etc/UTC",
                    Language = "en",
                    Email = null,
                }
            )
        );

    [Fact]
    public async Task Nothing_at_all_is_refused() =>
        Assert.False((await new PasswordRules().ValidateAsync(null!, Walter(), null)).Succeeded);

    private static Account Walter(bool secondFactor = false) =>
        new()
        {
            DisplayName = "Walter Brandt",
            Email = "walter.brandt@example.test",
            TimeZone = "America/Chicago",
            Language = "en-US",
            TwoFactorEnabled = secondFactor,
        };
}
