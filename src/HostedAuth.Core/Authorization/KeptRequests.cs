using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Authorization;

/// <summary>
/// Authorization requests that wait at the server under a reference (RFC 9126, section 2.2). One starts within a minute, is
/// for one authorization, and stays readable for as long as the person may take on the pages.
/// </summary>
public sealed class KeptRequests(HostedAuthDbContext context, PoolScope scope, Sealer sealer, TimeProvider time)
{
    /// <summary>How long a browser may take to come with the reference.</summary>
    public static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    /// <summary>How long the passage through the pages may take after that.</summary>
    public static readonly TimeSpan Passage = TimeSpan.FromMinutes(15);

    /// <summary>Keeps a request and gives its reference, 256 random bits.</summary>
    /// <param name="clientId">Who asks.</param>
    /// <param name="content">What is asked, already checked.</param>
    /// <param name="keyThumbprint">The key that the client proved with it (RFC 9449, section 10.1); null for none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<string> KeepAsync(
        string clientId,
        PushedContent content,
        string? keyThumbprint,
        CancellationToken cancellationToken)
    {
        var reference = RandomText.Handle().Value;
        context.PushedRequests.Add(new PushedRequest
        {
            PoolId = scope.Pool.Id,
            Hash = HashOf(reference),
            ClientId = clientId,
            SealedParameters = sealer.Seal(SealKind.PushedRequest, OwnerOf(clientId), JsonSerializer.SerializeToUtf8Bytes(content)),
            KeyThumbprint = keyThumbprint,
            ExpiresAt = time.GetUtcNow() + StartsWithin + Passage,
        });
        await context.SaveChangesAsync(cancellationToken);
        return reference;
    }

    /// <summary>The request; null when this client has none under the reference that is still to be answered.</summary>
    public async Task<KeptRequest?> FindAsync(string clientId, string reference, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(reference), time.GetUtcNow());
        var row = await context.PushedRequests.AsNoTracking().FirstOrDefaultAsync(
            one => one.Hash == hash && one.ClientId == clientId && one.AnsweredAt == null && one.ExpiresAt > now,
            cancellationToken);
        if (row is null)
        {
            return null;
        }

        var content = JsonSerializer.Deserialize<PushedContent>(
            sealer.Open(SealKind.PushedRequest, OwnerOf(clientId), row.SealedParameters))!;
        return new KeptRequest(content, row.KeyThumbprint, CanStart: row.ExpiresAt - Passage > now);
    }

    /// <summary>Takes the request for its one authorization: true for the first who asks.</summary>
    public async Task<bool> TryAnswerAsync(string reference, CancellationToken cancellationToken)
    {
        var (hash, now) = (HashOf(reference), time.GetUtcNow());
        return await context.PushedRequests
            .Where(row => row.Hash == hash && row.AnsweredAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.AnsweredAt, now), cancellationToken) == 1;
    }

    private string OwnerOf(string clientId) => $"{scope.Pool.Id}/{clientId}";

    private static byte[] HashOf(string reference) => SHA256.HashData(Encoding.UTF8.GetBytes(reference));
}

/// <summary>What was pushed.</summary>
/// <param name="Parameters">The parameters, form-encoded.</param>
/// <param name="IsPushed">Whether the client itself pushed it; else its browser brought it as a request object.</param>
/// <param name="IsSigned">Whether the client signed it (RFC 9101).</param>
public sealed record PushedContent(string Parameters, bool IsPushed, bool IsSigned);

/// <summary>A request that waits.</summary>
/// <param name="Content">What is asked.</param>
/// <param name="KeyThumbprint">The key that the client proved with it; null for none.</param>
/// <param name="CanStart">Whether a browser may still come with it for the first time.</param>
public sealed record KeptRequest(PushedContent Content, string? KeyThumbprint, bool CanStart);
