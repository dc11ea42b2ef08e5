using CareCoord.DataProtection;
using CareCoord.Files;
using CareCoord.Web.SignIn;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace CareCoord.Web.DataProtection;

/// <summary>
/// What seals cookies and forms: keys in the database, which all nodes share, encrypted by the master keys of the documents.
/// </summary>
internal static class PortalDataProtection
{
    public static void AddPortalDataProtection(this IServiceCollection services)
    {
        services.AddSingleton<DataProtectionKeyStore>();
        // Before the framework's own, which makes a new key where none can be opened.
        services.AddHostedService<KeysCanBeOpened>();
        services.AddDataProtection().SetApplicationName("CareCoord");
        services.AddPersonalSeals();
        services
            .AddOptions<KeyManagementOptions>()
            .Configure<DataProtectionKeyStore, MasterKeys>(
                (keys, store, masters) =>
                {
                    keys.XmlRepository = new KeyRepository(store);
                    keys.XmlEncryptor = new MasterKeyEncryptor(masters);
                }
            );
    }
}
