using Microsoft.AspNetCore.Identity;

namespace CareCoord.Accounts;

/// <summary>
/// What a password must be. It has 15 characters or more, or 8 or more beside a second factor, and is none of the common ones. Nothing is
/// asked of its characters (NIST SP 800-63B-4, 3.1.1).
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Account>
{
    public const int Long = 15;
    public const int ShortWithSecondFactor = 8;
    public const int Longest = 128;

    // From here on the estimator only grows slow; what stands before decides whether a password is a common one.
    private const int Estimated = 40;

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(
            Broken(password ?? "", user) is { } sentence
                ? IdentityResult.Failed(new IdentityError { Code = "Password", Description = sentence })
                : IdentityResult.Success
        );

    /// <summary>What is wrong with a password, in a sentence that says what to do; null where it is good.</summary>
    public static string? Broken(string password, Account account)
    {
        var length = password.EnumerateRunes().Count();
        if (length > Longest)
            return $"Use at most {Longest} characters.";
        if (length < ShortWithSecondFactor || (length < Long && !account.TwoFactorEnabled))
            return account.TwoFactorEnabled
                ? $"Use at least {ShortWithSecondFactor} characters."
                : $"Use at least {Long} characters, for example four words that do not belong together. "
                    + $"With a second step at sign-in, {ShortWithSecondFactor} are enough.";
        string[] known = ["carecoord", .. account.DisplayName.Split(' '), .. (account.Email ?? "").Split('@', '.')];
        var guess = new Zxcvbn.Zxcvbn().EvaluatePassword(password.Length > Estimated ? password[..Estimated] : password, known);
        return guess.Score < 2
            ? "This password is a common one, or easy to guess from your name. Choose words that nobody would expect together."
            : null;
    }
}
