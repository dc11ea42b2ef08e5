using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CareCoord.Web.Shell;

/// <summary>Carries a sentence over a redirect, sealed, so that no link can put words into the portal's mouth.</summary>
internal sealed class FlashMessage(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);
    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("CareCoord.Said").ToTimeLimitedDataProtector();

    /// <summary>The address with the sentence.</summary>
    public string Onto(string address, string sentence) =>
        $"{address}{(address.Contains('?') ? '&' : '?')}said={Uri.EscapeDataString(seal.Protect(sentence, Kept))}";

    /// <summary>The sentence; null where none was brought, or it is not ours, or it is old.</summary>
    public string? Read(string? sealedWords)
    {
        try
        {
            return string.IsNullOrEmpty(sealedWords) ? null : seal.Unprotect(sealedWords);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
