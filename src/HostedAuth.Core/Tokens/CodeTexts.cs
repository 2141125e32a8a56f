using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Tokens;

/// <summary>
/// Authorization codes as text: what they say, sealed for their client under the pool's key. Nothing is stored for them, unless
/// one is too long to travel in an address, where servers and proxies take some 8,000 characters.
/// </summary>
public sealed class CodeTexts(HostedAuthDbContext context, PoolScope scope)
{
    /// <summary>Characters of a code that travels itself; two or three times what most have.</summary>
    private const int Longest = 1500;

    /// <summary>256 bits in base64url: no sealed text is as short.</summary>
    private const int HandleLength = 43;

    private byte[] Key => scope.Pool.Keys.AuthorizationCodeKey;

    internal async Task<Secret> WriteAsync(
        AuthorizationCode code,
        string clientId,
        string userId,
        CancellationToken cancellationToken)
    {
        var text = SealedText.Seal(Key, clientId, code.Write());
        return text.Length <= Longest
            ? new Secret(text)
            : await KeepAsync(text, clientId, userId, code.ExpiresAt, cancellationToken);
    }

    /// <summary>What it says; null for anything that is no code of this client.</summary>
    internal async Task<AuthorizationCode?> ReadAsync(Secret code, string clientId, CancellationToken cancellationToken)
    {
        var text = code.Value.Length switch
        {
            HandleLength => await FindAsync(HashOf(code), cancellationToken),
            <= Longest => code.Value,
            _ => null,
        };
        return SealedText.Open(Key, clientId, text) is { } content ? AuthorizationCode.Read(content) : null;
    }

    private async Task<Secret> KeepAsync(
        string text,
        string clientId,
        string userId,
        DateTimeOffset expiresAt,
        CancellationToken cancellationToken)
    {
        var handle = RandomText.Handle();
        context.KeptCodes.Add(new KeptCode
        {
            PoolId = scope.Pool.Id,
            Hash = HashOf(handle),
            ClientId = clientId,
            UserId = userId,
            Content = text,
            ExpiresAt = expiresAt,
        });
        await context.SaveChangesAsync(cancellationToken);
        return handle;
    }

    private Task<string?> FindAsync(byte[] hash, CancellationToken cancellationToken) => context.KeptCodes
        .Where(row => row.Hash == hash)
        .Select(row => row.Content)
        .FirstOrDefaultAsync(cancellationToken);

    private static byte[] HashOf(Secret handle) => SHA256.HashData(Encoding.UTF8.GetBytes(handle.Value));
}
