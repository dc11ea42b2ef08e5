using CareCoord.Accounts;
using CareCoord.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace CareCoord.Web.SignIn;

/// <summary>Identity's store, with authenticator keys and recovery codes encrypted: who reads the database cannot make codes.</summary>
public sealed class AccountStore(CareCoordDb db, IDataProtectionProvider protection, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<Account, CareCoordDb, Guid>(db, describer)
{
    private readonly IDataProtector protector = protection.CreateProtector("CareCoord.AccountTokens");

    public override Task SetTokenAsync(
        Account user,
        string loginProvider,
        string name,
        string? value,
        CancellationToken cancellationToken
    ) => base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(
        Account user,
        string loginProvider,
        string name,
        CancellationToken cancellationToken
    ) => await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } kept ? protector.Unprotect(kept) : null;
}
