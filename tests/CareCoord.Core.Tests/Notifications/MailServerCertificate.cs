using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CareCoord.Core.Tests.Notifications;

/// <summary>An authority that no machine knows, and a mail server's certificate that it signed.</summary>
internal sealed class MailServerCertificate : IDisposable
{
    private readonly ECDsa authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 authority;

    /// <summary>For 127.0.0.1, or for the name of another server.</summary>
    public MailServerCertificate(string? otherName = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var signs = new CertificateRequest("CN=An authority of the test", authorityKey, HashAlgorithmName.SHA256);
        signs.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        authority = signs.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));

        var names = new SubjectAlternativeNameBuilder();
        if (otherName is null)
            names.AddIpAddress(IPAddress.Loopback);
        else
            names.AddDnsName(otherName);
        var request = new CertificateRequest("CN=A mail server of the test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.1")], critical: false));
        using var signed = request.Create(authority, now.AddHours(-1), now.AddHours(1), Guid.CreateVersion7().ToByteArray());
        Server = signed.CopyWithPrivateKey(key);
    }

    /// <summary>What the server shows.</summary>
    public X509Certificate2 Server { get; }

    /// <summary>What whoever believes the authority was given.</summary>
    public X509Certificate2Collection Authority => [authority];

    public void Dispose()
    {
        Server.Dispose();
        authority.Dispose();
        key.Dispose();
        authorityKey.Dispose();
    }
}
