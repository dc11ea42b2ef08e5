using System.Text.RegularExpressions;

namespace CareCoord.Core.Tests.Architecture;

/// <summary>Comments are short sentences: in C# those of <c>///</c> and <c>//</c>, in SQL those of <c>--</c>.</summary>
public sealed partial class CommentTests
{
    private const int MostWords = 25;

    [Fact]
    public void No_sentence_of_a_comment_has_more_than_25_words()
    {
        var comments = Sources
            .Below("src", ".cs", ".sql")
            .Concat(Sources.Below("tests", ".cs"))
            .SelectMany(file => Comments(Sources.Written(file)).Select(comment => (File: file, comment.Line, comment.Text)))
            .ToList();
        var tooLong = comments.SelectMany(comment =>
            TooLong(comment.Text).Select(sentence => $"{comment.File}:{comment.Line}: {sentence}")
        );

        Assert.NotEmpty(comments);
        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("One two three. Four five!", 0)]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y.", 0)]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y z.", 1)]
    [InlineData("a b c d e f g h i j k l m; n o p q r s t u v w x y z", 1)]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x <see cref=\"Long{Name, Other}\"/>.", 0)]
    [InlineData("<summary>a b c d e f g h i j k l m n o p q r s t u v w x <c>y</c> z</summary>", 1)]
    [InlineData("<param name=\"one\">a b c d e f g h i j k l m</param> <param name=\"two\">n o p q r s t u v w x y z</param>", 0)]
    public void Such_a_comment_has_so_many_sentences_that_are_too_long(string comment, int sentences) =>
        Assert.Equal(sentences, TooLong(comment).Count());

    [Fact]
    public void Lines_that_follow_each_other_are_one_comment() =>
        Assert.Equal(
            ["one two", "three", "four"],
            Comments([(1, "    // one"), (2, "    // two"), (3, "    /// three"), (4, "    var x = 1;"), (5, "-- four")])
                .Select(c => c.Text)
        );

    private static IEnumerable<(int Line, string Text)> Comments(IEnumerable<(int Number, string Text)> lines)
    {
        var (began, mark, text) = (0, "", "");
        foreach (var (number, line) in lines.Append((0, "")))
        {
            var comment = Comment().Match(line);
            if (comment.Success && comment.Groups[1].Value == mark)
            {
                text += " " + comment.Groups[2].Value.Trim();
                continue;
            }

            if (text.Length > 0)
                yield return (began, text);
            (began, mark, text) = (number, comment.Groups[1].Value, comment.Groups[2].Value.Trim());
        }
    }

    // What an element refers to is one word; each element of a comment is read by itself.
    private static IEnumerable<string> TooLong(string comment) =>
        Element()
            .Split(Reference().Replace(comment, " x "))
            .SelectMany(part => SentenceEnd().Split(Markup().Replace(part, " ")))
            .Where(sentence => Word().Count(sentence) > MostWords);

    [GeneratedRegex(@"^\s*(///|//|--)(?:\s(.*))?$")]
    private static partial Regex Comment();

    [GeneratedRegex(@"<(?:see|paramref|typeparamref|inheritdoc)\b[^>]*/>")]
    private static partial Regex Reference();

    [GeneratedRegex(@"</?(?:summary|remarks|para|list|item|param|typeparam|returns|exception)\b[^>]*>")]
    private static partial Regex Element();

    [GeneratedRegex("<[a-z/][^>]*>")]
    private static partial Regex Markup();

    [GeneratedRegex(@"(?<=[.!?])[""”’)]*\s+")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\S*\w\S*")]
    private static partial Regex Word();
}
