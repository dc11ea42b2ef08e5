using CareCoord.Access;
using CareCoord.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CareCoord.Consents;

internal static class ConsentsFeature
{
    public static readonly Feature Feature = new("consents")
    {
        Tables = [new("proxy_grants", Category.AccessHistory)],
        Services = services =>
        {
            services.AddOptions();
            services.TryAddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
            services
                .AddSingleton<GrantQueries>()
                .AddSingleton<InviteCaregiver>()
                .AddSingleton<SendInvitationAgain>()
                .AddSingleton<WithdrawInvitation>()
                .AddSingleton<OpenInvitedAccount>()
                .AddSingleton<AcceptInvitation>()
                .AddSingleton<ChangeGrant>()
                .AddSingleton<SuspendGrant>()
                .AddSingleton<ResumeGrant>()
                .AddSingleton<EndGrant>()
                .AddSingleton<PreviewGrant>()
                .AddSingleton<EndPreview>();
        },
    };
}
