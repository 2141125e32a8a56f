using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace HostedAuth.Core.Secrets;

/// <summary>
/// Seals what must be read back (keys, client secrets, sessions) with Data Protection. The purpose names the kind and the
/// owner, so that a sealed value moved to another row or use does not open.
/// </summary>
public sealed class Sealer(IDataProtectionProvider provider)
{
    public byte[] Seal(string kind, string owner, byte[] clear) => Protector(kind, owner).Protect(clear);

    public byte[] Seal(string kind, string owner, Secret clear) => Seal(kind, owner, Encoding.UTF8.GetBytes(clear.Value));

    /// <exception cref="CryptographicException">It was sealed for something else, was changed, or its key is gone.</exception>
    public byte[] Open(string kind, string owner, byte[] sealedValue) => Protector(kind, owner).Unprotect(sealedValue);

    /// <inheritdoc cref="Open"/>
    public Secret OpenText(string kind, string owner, byte[] sealedValue) =>
        new(Encoding.UTF8.GetString(Open(kind, owner, sealedValue)));

    /// <summary>Opens what came from outside: false for anything that this kind and owner did not seal.</summary>
    public bool TryOpen(string kind, string owner, byte[] sealedValue, out byte[] clear)
    {
        try
        {
            clear = Open(kind, owner, sealedValue);
            return true;
        }
        catch (CryptographicException)
        {
            clear = [];
            return false;
        }
    }

    private IDataProtector Protector(string kind, string owner) => provider.CreateProtector(kind, owner);
}
