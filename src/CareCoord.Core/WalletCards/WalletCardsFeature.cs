using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.WalletCards;

internal static class WalletCardsFeature
{
    public static readonly Feature Feature = new("wallet cards")
    {
        Services = services =>
            services
                .AddSingleton<WalletCardQueries>()
                .AddSingleton<MakeWalletCard>()
                .AddSingleton<RevokeWalletCard>()
                .AddSingleton<WalletCardSessions>(),
    };
}
