using System.Security.Cryptography;
using System.Text;

namespace HostedAuth.Core.Secrets;

/// <summary>
/// The master keys of the deployment: the first encrypts, all decrypt, so that a key can be replaced at leisure.
/// </summary>
public sealed class MasterKeys
{
    /// <summary>Shortest text accepted for a master key, in characters.</summary>
    public const int MinimumLength = 32;

    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly IReadOnlyList<byte[]> _keys;

    /// <param name="keys">Texts of high entropy, at least <see cref="MinimumLength"/> characters each.</param>
    public MasterKeys(IEnumerable<string> keys) => _keys =
    [
        .. keys.Select(key => HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            Encoding.UTF8.GetBytes(key),
            32,
            info: "HostedAuth master key"u8.ToArray())),
    ];

    public byte[] Encrypt(byte[] clear)
    {
        ArgumentNullException.ThrowIfNull(clear);
        var result = new byte[NonceSize + TagSize + clear.Length];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_keys[0], TagSize);
        aes.Encrypt(nonce, clear, result.AsSpan(NonceSize + TagSize), result.AsSpan(NonceSize, TagSize));
        return result;
    }

    /// <summary>Whether one of the keys decrypts it.</summary>
    public bool Open(byte[] encrypted)
    {
        ArgumentNullException.ThrowIfNull(encrypted);
        return _keys.Any(key => TryDecrypt(key, encrypted, out _));
    }

    /// <exception cref="CryptographicException">None of the keys fits.</exception>
    public byte[] Decrypt(byte[] encrypted)
    {
        ArgumentNullException.ThrowIfNull(encrypted);
        foreach (var key in _keys)
        {
            if (TryDecrypt(key, encrypted, out var clear))
            {
                return clear;
            }
        }

        throw new CryptographicException(
            "No MasterKey in the configuration opens the key ring of this database. Add the key it was made with to the list.");
    }

    private static bool TryDecrypt(byte[] key, byte[] encrypted, out byte[] clear)
    {
        clear = [];
        if (encrypted.Length < NonceSize + TagSize)
        {
            return false;
        }

        clear = new byte[encrypted.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            var tag = encrypted.AsSpan(NonceSize, TagSize);
            aes.Decrypt(encrypted.AsSpan(0, NonceSize), encrypted.AsSpan(NonceSize + TagSize), tag, clear);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
