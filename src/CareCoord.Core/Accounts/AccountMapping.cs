using CareCoord.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CareCoord.Accounts;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> account) => account.HasMany(a => a.Hats).WithOne().HasForeignKey(h => h.AccountId);
}

internal sealed class AccountHatMapping : IEntityTypeConfiguration<AccountHat>
{
    public void Configure(EntityTypeBuilder<AccountHat> hat)
    {
        hat.ToTable("account_hats").HasKey(h => new { h.AccountId, h.Hat });
        hat.Property(h => h.Hat).InSnakeCase();
    }
}

internal sealed class SignInSessionMapping : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> session)
    {
        session.ToTable("sign_in_sessions");
        session.Property(s => s.Hat).InSnakeCase();
        session.Property(s => s.SignedInBy).InSnakeCase();
    }
}
