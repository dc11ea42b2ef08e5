using CareCoord.Files;

namespace CareCoord.Core.Tests.Files;

/// <summary>What a browser calls a file becomes a name that no device misunderstands.</summary>
public sealed class FileNameTests
{
    [Theory]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf")]
    [InlineData("..", "file")]
    [InlineData("", "file")]
    [InlineData("\u202Efdp.exe", "fdp.exe")]
    [InlineData("a\0b.pdf", "ab.pdf")]
    public void A_name_is_made_safe(string called, string name) => Assert.Equal(name, FileNames.Of(called));

    [Fact]
    public void A_name_that_is_too_long_keeps_its_ending()
    {
        var name = FileNames.Of(new string('x', 500) + ".pdf");

        Assert.Equal(FileNames.Longest, name.Length);
        Assert.EndsWith("x.pdf", name);
    }
}
