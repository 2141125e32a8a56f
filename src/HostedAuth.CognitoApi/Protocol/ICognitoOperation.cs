namespace HostedAuth.CognitoApi.Protocol;

/// <summary>One operation of the API: adding the class (in Operations/, named as the operation) adds the operation.</summary>
/// <typeparam name="TRequest">The request's members, by their names on the wire.</typeparam>
/// <typeparam name="TResponse">The response's members; absent ones are left out.</typeparam>
public interface ICognitoOperation<TRequest, TResponse>
    where TRequest : class
    where TResponse : class
{
    /// <summary>
    /// Answers. Before it runs the dispatcher has checked the members against the contract, proven the caller as the
    /// contract says (<c>auth</c>), and entered the pool that the request names (<see cref="IPoolRequest"/>,
    /// <see cref="IPoolArnRequest"/>, <see cref="IClientRequest"/>, <see cref="IAccessTokenRequest"/>,
    /// <see cref="ITokenOrSessionRequest"/>).
    /// </summary>
    Task<TResponse> HandleAsync(TRequest request, CancellationToken cancellationToken);
}

/// <summary>A request that names its pool; an unknown one is refused with ResourceNotFoundException.</summary>
public interface IPoolRequest
{
    string UserPoolId { get; }
}

/// <summary>A request that names its pool by an ARN (the tags' operations).</summary>
public interface IPoolArnRequest
{
    string ResourceArn { get; }
}

/// <summary>
/// A public request that names an app client, and so the pool; an unknown one is refused with
/// ResourceNotFoundException.
/// </summary>
public interface IClientRequest
{
    string ClientId { get; }
}

/// <summary>A request that an access token authorises; the pool is that of its issuer.</summary>
public interface IAccessTokenRequest
{
    string AccessToken { get; }
}

/// <summary>
/// A request that an access token authorises or, in its place, the Session of a sign-in on its way: then the pool is that of
/// the client which the session names, and what the session proves is for the operation to see. One of them must be there.
/// </summary>
public interface ITokenOrSessionRequest
{
    string? AccessToken { get; }

    string? Session { get; }
}

/// <summary>The empty response: <c>{}</c>.</summary>
public sealed record NoContent
{
    public static NoContent Instance { get; } = new();
}
