using System.Security.Cryptography;
using System.Text;
using CareCoord.Files;

namespace CareCoord.Core.Tests.Files;

/// <summary>What master keys seal besides the keys of files.</summary>
public sealed class MasterKeysTests
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret of the portal");
    private readonly string[] lines =
    [
        MasterKeys.NewLine(DateTimeOffset.UnixEpoch),
        MasterKeys.NewLine(DateTimeOffset.UnixEpoch.AddSeconds(1)),
    ];

    [Fact]
    public void What_an_older_key_has_sealed_opens_and_what_is_new_is_sealed_by_the_newest()
    {
        var (before, now) = (MasterKeys.Of(lines[..1]), MasterKeys.Of(lines));
        var old = before.Seal("one", Secret);

        Assert.Equal(Secret, now.Unseal(before.Current, "one", old));
        Assert.Equal(Secret, now.Unseal(now.Current, "one", now.Seal("one", Secret)));
        Assert.NotEqual(before.Current, now.Current);
        Assert.ThrowsAny<CryptographicException>(() => before.Unseal(now.Current, "one", now.Seal("one", Secret)));
    }

    [Fact]
    public void What_is_sealed_for_one_purpose_opens_for_no_other_and_not_when_it_was_changed()
    {
        var keys = MasterKeys.Of(lines);
        var made = keys.Seal("one", Secret);

        Assert.ThrowsAny<CryptographicException>(() => keys.Unseal(keys.Current, "two", made));
        Assert.ThrowsAny<CryptographicException>(() => keys.Unseal(keys.Current, "one", made.AsSpan(0, 20)));
        for (var at = 0; at < made.Length; at++)
        {
            var changed = (byte[])made.Clone();
            changed[at] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => keys.Unseal(keys.Current, "one", changed));
        }
    }

    [Fact]
    public void The_same_secret_never_looks_the_same()
    {
        var keys = MasterKeys.Of(lines);

        Assert.NotEqual(keys.Seal("one", Secret), keys.Seal("one", Secret));
        Assert.Equal(-1, keys.Seal("one", Secret).AsSpan().IndexOf(Secret));
    }
}
