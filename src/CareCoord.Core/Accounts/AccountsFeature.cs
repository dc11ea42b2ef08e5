using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Accounts;

internal static class AccountsFeature
{
    public static readonly Feature Feature = new("accounts")
    {
        Services = services =>
            services
                .AddSingleton<SignInSessions>()
                .AddSingleton<SignInAttempts>()
                .AddSingleton<AccountSecrets>()
                .AddSingleton<AccountQueries>()
                .AddSingleton<SentForms>()
                .AddSingleton<ChangeContact>()
                .AddSingleton<ChangeTimeZone>(),
    };
}
