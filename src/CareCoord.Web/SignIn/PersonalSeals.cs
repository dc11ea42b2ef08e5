using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.DataProtection;

namespace CareCoord.Web.SignIn;

/// <summary>
/// Seals what live parts hand to the browser for one sign-in under one hat. With another's cookie, or after a change of hats, it opens
/// nothing.
/// </summary>
internal sealed class PersonalSeals(IDataProtectionProvider seals, IHttpContextAccessor http) : IDataProtectionProvider
{
    // The framework's own names: what a live part is made of, what it goes on with, and the id of its circuit.
    private static readonly string[] Personal =
    [
        "Microsoft.AspNetCore.Components.ComponentDescriptorSerializer,V1",
        "Microsoft.AspNetCore.Components.Server.State",
        "Microsoft.AspNetCore.Components.Server.CircuitIdFactory,V1",
    ];

    private static readonly ConditionalWeakTable<SynchronizationContext, string> Circuits = [];

    /// <summary>What runs in this context belongs to a circuit of this sign-in, also when nobody calls any more.</summary>
    public static void Know(SynchronizationContext? context, string? whose)
    {
        if (context is not null && whose is not null)
            Circuits.AddOrUpdate(context, whose);
    }

    /// <summary>What is opened until this is disposed of is that of this sign-in: the portal itself ends a circuit.</summary>
    public static IDisposable Of(string? whose) => new Meant(whose);

    public IDataProtector CreateProtector(string purpose) =>
        Personal.Contains(purpose) ? new Seal(seals.CreateProtector(purpose), this) : seals.CreateProtector(purpose);

    // A circuit that is kept for later, a call of the browser, or a page that is made.
    private string Whose =>
        Meant.Now
        ?? (
            SynchronizationContext.Current is { } context && Circuits.TryGetValue(context, out var circuit)
                ? circuit
                : Me.Brief(ConnectionFilter.Current?.User ?? http.HttpContext?.User) ?? "nobody"
        );

    private sealed class Meant : IDisposable
    {
        private static readonly AsyncLocal<string?> Here = new();

        public Meant(string? whose) => Here.Value = whose;

        public static string? Now => Here.Value;

        public void Dispose() => Here.Value = null;
    }

    private sealed class Seal(IDataProtector seal, PersonalSeals seals) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Seal(seal.CreateProtector(purpose), seals);

        public byte[] Protect(byte[] plaintext) => seal.CreateProtector(seals.Whose).Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => seal.CreateProtector(seals.Whose).Unprotect(protectedData);
    }
}

/// <summary>Puts them before what seals everything else.</summary>
internal static class PersonalSealsSetup
{
    public static void AddPersonalSeals(this IServiceCollection services)
    {
        var all = services.Last(service => service.ServiceType == typeof(IDataProtectionProvider));
        services.Remove(all);
        services.AddSingleton<IDataProtectionProvider>(portal => new PersonalSeals(
            (IDataProtectionProvider)all.ImplementationFactory!(portal),
            portal.GetRequiredService<IHttpContextAccessor>()
        ));
    }
}
