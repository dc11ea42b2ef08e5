using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using CareCoord.Testing;

namespace CareCoord.Web.Tests;

/// <summary>An app that makes codes of the second step, as telephones have it.</summary>
internal static class AuthenticatorApp
{
    /// <summary>The code of this moment, or where that was used the one before or after it, which fits as well.</summary>
    public static string Code(string base32, string used) =>
        new[] { 0, 1, -1 }.Select(steps => Code(base32, steps)).First(code => code != used);

    /// <summary>RFC 6238: six digits of HMAC-SHA1 over the number of 30-second steps since 1970.</summary>
    public static string Code(string base32, int later = 0)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(base32.Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + later);
#pragma warning disable CA5350 // What authenticator apps use.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>Turns the second step on for who is signed in; returns the key, the code that did it, and the recovery codes.</summary>
    public static async Task<(string Key, string Code, IReadOnlyList<string> Recovery)> TurnOnAsync(Visitor visitor, string password)
    {
        var key = await KeyAsync(visitor);
        var code = Code(key);
        var on = await visitor.SubmitAsync("/account/second-step", "/account/second-step", ("On.Password", password), ("On.Code", code));
        var page = await on.Content.ReadAsStringAsync();
        Assert.Contains("The second step is on", page);
        return (key, code, [.. Html.Read(page).Say("li > code")]);
    }

    /// <summary>The key that the page shows.</summary>
    public static async Task<string> KeyAsync(Visitor visitor) =>
        (await visitor.OpenAsync("/account/second-step")).One("code.key").TextContent.Replace(" ", "");
}
