using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace CareCoord.Shared;

/// <summary>Words that a person typed: not empty unless optional, not too long, and without characters that cannot be seen.</summary>
/// <param name="what">What to do when it is missing, as a sentence: "Say why."</param>
/// <param name="longest">The most characters it may have.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class SentenceAttribute(string what, int longest) : ValidationAttribute
{
    /// <summary>It may be left out.</summary>
    public bool Optional { get; init; }

    protected override ValidationResult? IsValid(object? value, ValidationContext context)
    {
        var text = (value as string)?.Trim() ?? "";
        var problem = text.EnumerateRunes().All(IsNothing)
            ? Optional
                ? null
                : what
            : text.Length > longest
                ? string.Create(CultureInfo.InvariantCulture, $"This has {text.Length} characters. Shorten it to {longest}.")
                : text.Any(IsUnseen) || text.EnumerateRunes().Any(one => one == Rune.ReplacementChar)
                    ? "This has characters that cannot be shown. Type it again instead of pasting it."
                    : null;
        return problem is null
            ? ValidationResult.Success
            : new ValidationResult(problem, context.MemberName is { } member ? [member] : null);
    }

    private static bool IsNothing(Rune one) => Rune.IsWhiteSpace(one) || Rune.GetUnicodeCategory(one) == UnicodeCategory.Format;

    // Control characters but line ends and tabs, halves of characters, and marks that turn the direction of what follows them.
    private static bool IsUnseen(char one) =>
        (char.IsControl(one) && one is not ('\n' or '\r' or '\t')) || one is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}

/// <summary>Runs the annotations of a request again where it is acted on, whatever the form has checked.</summary>
public static class Checked
{
    /// <summary>Throws <see cref="RuleBroken"/> with the first sentence that stands against it.</summary>
    public static T Of<T>(T request)
        where T : notnull
    {
        var problems = new List<ValidationResult>();
        if (!Validator.TryValidateObject(request, new ValidationContext(request), problems, validateAllProperties: true))
            throw new RuleBroken(problems[0].ErrorMessage!);
        return request;
    }

    /// <summary>What was typed, without the spaces around it; null where that is nothing.</summary>
    public static string? Kept(this string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
}
