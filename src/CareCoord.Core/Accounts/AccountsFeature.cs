using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.Accounts;

internal static class AccountsFeature
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) => services
        .AddSingleton<SignInSessions>().AddSingleton<SignInAttempts>().AddSingleton<AccountQueries>().AddSingleton<ChangeContact>();
}
