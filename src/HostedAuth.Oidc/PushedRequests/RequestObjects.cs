using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Oidc.PushedRequests;

/// <summary>
/// Requests that their client signed (RFC 9101), by value or at an address that it registered. Unsigned ones are refused
/// always, and encryption isn't offered.
/// </summary>
internal sealed class RequestObjects(
    ForeignSignatures signatures,
    SpentIdentifiers spent,
    PublishedRequests published,
    PoolScope scope,
    Issuer issuer,
    TimeProvider time)
{
    /// <summary>
    /// The parameters inside; what stands beside it is ignored, but may not contradict (RFC 9101, section 6.3).
    /// </summary>
    /// <exception cref="OAuthException">invalid_request_object, invalid_request_uri.</exception>
    public async Task<OAuthParameters> ReadAsync(
        ClientSnapshot client,
        OAuthParameters sent,
        CancellationToken cancellationToken)
    {
        var token = sent.FindSingle("request")
            ?? await FetchAsync(client, sent.FindSingle("request_uri")!, cancellationToken);
        var request = ForeignJws.Parse(token) ?? throw Invalid("It can't be read: it must be a signed JWT.");
        var allowed = client.Metadata.RequestObjectSigningAlg is { } only ? [only] : ForeignAlgorithm.Asymmetric;
        if (!await signatures.IsByClientAsync(request, client, allowed, cancellationToken))
        {
            throw Invalid("It is not signed by a key of the client, by an algorithm that it may use.");
        }

        RequestObjectClaims.Check(request, client, issuer.Of(scope.Pool), time.GetUtcNow());
        var parameters = RequestObjectClaims.ParametersOf(request, client.ClientId);
        CheckBeside(sent, parameters);
        await SpendAsync(request, client, cancellationToken);
        Forget(request, client, sent);
        return parameters;
    }

    /// <summary>Why it is refused: for the developer of the client.</summary>
    public static OAuthException Invalid(string why) => new("invalid_request_object", $"The request object is refused. {why}");

    /// <summary>Only registered addresses, to the letter, and through the guarded way out (RFC 9101, section 10.4).</summary>
    private async Task<string> FetchAsync(ClientSnapshot client, string requestUri, CancellationToken cancellationToken)
    {
        if (client.Metadata.RequestUris?.Contains(requestUri) != true || !Uri.TryCreate(requestUri, UriKind.Absolute, out var address))
        {
            throw new OAuthException("invalid_request_uri", "The request_uri is not registered for the client.");
        }

        return await published.FindAsync(address, client.AddressesChosenBy, cancellationToken) switch
        {
            PublishedRequest.Found { Text: var text } => text,
            PublishedRequest.Refused => throw new OAuthException("invalid_request_uri", "The request_uri answered no request object."),
            _ => throw new OAuthException("invalid_request_uri", "The request_uri could not be fetched."),
        };
    }

    /// <summary>OAuth asks for response_type in the open still (OIDC Core, section 6.1); it must be the same.</summary>
    private static void CheckBeside(OAuthParameters sent, OAuthParameters inside)
    {
        if (sent.FindSingle("response_type") is { } beside && beside != inside.FindSingle("response_type"))
        {
            throw Invalid("Its response_type differs from the one beside it.");
        }
    }

    /// <summary>One that is good once is nothing to share: the address is asked for another.</summary>
    private void Forget(ForeignJws request, ClientSnapshot client, OAuthParameters sent)
    {
        if (sent.FindSingle("request_uri") is { } address && request.Claims.GetText("jti") is { Length: > 0 })
        {
            published.Forget(new Uri(address), client.AddressesChosenBy);
        }
    }

    private async Task SpendAsync(ForeignJws request, ClientSnapshot client, CancellationToken cancellationToken)
    {
        if (request.Claims.GetText("jti") is not { Length: > 0 } id)
        {
            return;
        }

        // One that never expires is remembered for a day.
        var expiresAt = request.Claims.GetTime("exp") ?? time.GetUtcNow().AddDays(1);
        if (!await spent.TrySpendAsync(SpentKind.RequestObject, client.ClientId, id, expiresAt, cancellationToken))
        {
            throw Invalid("It was used already.");
        }
    }
}
