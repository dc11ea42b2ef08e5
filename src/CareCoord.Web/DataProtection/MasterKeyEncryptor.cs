using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using CareCoord.Files;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CareCoord.Web.DataProtection;

/// <summary>Encrypts the secret of a key by the current master key.</summary>
internal sealed class MasterKeyEncryptor(MasterKeys masters) : IXmlEncryptor
{
    internal const string Purpose = "carecoord data protection";
    internal const string By = "by";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var clear = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        try
        {
            return new(
                new XElement("sealed", new XAttribute(By, masters.Current), Convert.ToBase64String(masters.Seal(Purpose, clear))),
                typeof(MasterKeyDecryptor)
            );
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }
}

/// <summary>
/// Decrypts it by the master key that it names. Kept keys name this type, so that it cannot be renamed or moved without a way for them.
/// </summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var masters = services.GetRequiredService<MasterKeys>();
        return XElement.Parse(
            Encoding.UTF8.GetString(
                masters.Unseal(
                    (string?)encryptedElement.Attribute(MasterKeyEncryptor.By) ?? "",
                    MasterKeyEncryptor.Purpose,
                    Convert.FromBase64String(encryptedElement.Value)
                )
            )
        );
    }
}
