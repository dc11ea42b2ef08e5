using Microsoft.Extensions.DependencyInjection;

namespace CareCoord.WalletCards;

internal static class WalletCardsFeature
{
    public static IServiceCollection AddWalletCards(this IServiceCollection services) => services
        .AddSingleton<WalletCardQueries>().AddSingleton<MakeWalletCard>().AddSingleton<RevokeWalletCard>().AddSingleton<CardVisits>();
}
