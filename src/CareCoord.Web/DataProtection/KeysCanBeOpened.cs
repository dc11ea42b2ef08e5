using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Npgsql;

namespace CareCoord.Web.DataProtection;

/// <summary>
/// Sees at the start that the keys that still hold can be opened. Otherwise the portal does not start: it would make a key of its own, and
/// sign everybody out.
/// </summary>
internal sealed class KeysCanBeOpened(IKeyManager keys, TimeProvider clock, ILogger<KeysCanBeOpened> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        IReadOnlyCollection<IKey> all;
        try
        {
            all = await Task.Run(keys.GetAllKeys, cancellationToken);
        }
        catch (Exception down) when (down is NpgsqlException or TimeoutException)
        {
            log.LogWarning(down, "The database does not answer, so the keys of cookies and forms could not be looked at");
            return;
        }

        foreach (var key in all.Where(key => !key.IsRevoked && key.ExpirationDate > clock.GetUtcNow()))
        {
            try
            {
                _ = key.Descriptor;
            }
            catch (CryptographicException sealedByAnother)
            {
                throw new InvalidOperationException(
                    $"The key {key.KeyId} of cookies and forms cannot be opened: "
                        + $"{sealedByAnother.Message} Put the line of that master key back into the file of CareCoord__DocumentKeyFile.",
                    sealedByAnother
                );
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
