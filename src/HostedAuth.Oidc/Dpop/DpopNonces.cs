using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Oidc.Dpop;

/// <summary>
/// Nonces for DPoP proofs (RFC 9449, section 8): a MAC of the time at hand under the pool's key, so that every node knows
/// them and none is stored. A pool may require them: then a proof can't be made ahead of its time.
/// </summary>
internal sealed class DpopNonces(PoolScope scope, TimeProvider time)
{
    private const string Header = "DPoP-Nonce";
    private const int Size = 16;

    /// <summary>A nonce is new for so long, and good for as long again.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(3);

    public bool AreRequired => scope.Pool.OAuth.RequireDpopNonce == true;

    /// <summary>Tells the nonce for the next proof, where the pool requires one (RFC 9449, section 8.2).</summary>
    public void Tell(HttpResponse response)
    {
        if (AreRequired)
        {
            response.Headers[Header] = Make(WindowNow);
        }
    }

    /// <summary>Whether the nonce is of now or of just before; of just ahead too, since nodes' clocks differ.</summary>
    public bool IsFresh(string nonce) => IsOf(WindowNow, nonce) || IsOf(WindowNow - 1, nonce) || IsOf(WindowNow + 1, nonce);

    private long WindowNow => time.GetUtcNow().Ticks / Window.Ticks;

    private bool IsOf(long window, string nonce) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Make(window)), Encoding.UTF8.GetBytes(nonce));

    private string Make(long window)
    {
        Span<byte> text = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(text, window);
        return Base64Url.EncodeToString(HMACSHA256.HashData(scope.Pool.Keys.NonceKey, text).AsSpan(..Size));
    }
}
