using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Core.Secrets;

/// <summary>Encrypts the key ring at rest under the first master key (AES-256-GCM).</summary>
public sealed class MasterKeyXmlEncryptor(MasterKeys keys) : IXmlEncryptor
{
    /// <summary>The element that holds what is encrypted, in base64.</summary>
    public const string ElementName = "masterKey";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        ArgumentNullException.ThrowIfNull(plaintextElement);
        var clear = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var value = Convert.ToBase64String(keys.Encrypt(clear));
        return new(new XElement(ElementName, value), typeof(MasterKeyXmlDecryptor));
    }
}

/// <summary>Decrypts the key ring under any of the master keys. Made by Data Protection, by type name.</summary>
public sealed class MasterKeyXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    /// <exception cref="CryptographicException">None of the configured master keys is the one it was encrypted with.</exception>
    public XElement Decrypt(XElement encryptedElement)
    {
        ArgumentNullException.ThrowIfNull(encryptedElement);
        var clear = services.GetRequiredService<MasterKeys>().Decrypt(Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(Encoding.UTF8.GetString(clear));
    }
}
