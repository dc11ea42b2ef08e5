using System.Security.Cryptography;
using System.Text;
using CareCoord.Files;

namespace CareCoord.Core.Tests.Files;

/// <summary>
/// The form in which files lie encrypted is frozen: these were sealed by another program, and what lies there must open for ever.
/// </summary>
public sealed class SealedChunksTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, SealedChunks.KeyLength).Select(i => (byte)i)];
    private static readonly Guid File = new("00112233-4455-6677-8899-aabbccddeeff");

    [Theory]
    [InlineData("", "12ff2378692a407f78eb6defb661aa19")]
    [InlineData("A directive.", "54f6db953691536a67583417c92336ed36b674021e0d129b349d5a8d")]
    public async Task A_file_of_one_chunk_is_sealed_so(string text, string written) =>
        Assert.Equal(written, Convert.ToHexStringLower(await SealAsync(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public async Task A_file_of_two_chunks_is_sealed_so_and_opens_again()
    {
        byte[] plain = [.. Enumerable.Range(0, SealedChunks.Plain + 1).Select(i => (byte)(i % 251))];

        var written = await SealAsync(plain);

        Assert.Equal(
            "08f920669a1c5b7322e451f0c9a5930b2a9df465f433aa1e494944f87ce1fc76",
            Convert.ToHexStringLower(SHA256.HashData(written))
        );
        await using var opened = new UnsealingStream(new MemoryStream(written), [.. Key], File, plain.Length, SHA256.HashData(plain));
        using var read = new MemoryStream();
        await opened.CopyToAsync(read);
        Assert.Equal(plain, read.ToArray());
    }

    private static async Task<byte[]> SealAsync(byte[] plain)
    {
        using var written = new MemoryStream();
        await using (var sealing = new SealingStream(written, [.. Key], File))
        {
            await sealing.WriteAsync(plain);
            await sealing.FinishAsync(CancellationToken.None);
        }

        return written.ToArray();
    }
}
