using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.AppClients;

// What its tokens are, and how it knows users.
public sealed partial class ClientSnapshot
{
    private static readonly TimeSpan DefaultRefreshGrace = TimeSpan.FromSeconds(10);

    /// <summary>What signs its ID tokens, once the pool's algorithm is in use.</summary>
    public string IdTokenAlgorithm =>
        field ??= AlgorithmOr(Metadata.IdTokenSignedResponseAlg);

    /// <summary>What signs its access tokens, where those are JWTs, once the pool's algorithm is in use.</summary>
    public string AccessTokenAlgorithm =>
        field ??= AlgorithmOr(Metadata.AccessTokenSigningAlg);

    /// <summary>What signs answers to it: the algorithm that it wants, or that of the pool, once that is in use.</summary>
    /// <param name="wanted">A member of its metadata; null for no wish.</param>
    public string AlgorithmOr(string? wanted) => Allowed(SigningAlgorithms.Choose(wanted, Pool.OAuth?.SigningAlgorithm));

    /// <summary>
    /// What signs answers to it at a moment: what it asked for by name it gets at once, a new algorithm of the pool when
    /// verifiers must know its key.
    /// </summary>
    /// <param name="wanted">A member of its metadata; null for no wish.</param>
    /// <param name="now">The moment.</param>
    public string AlgorithmOr(string? wanted, DateTimeOffset now) =>
        Allowed(SigningAlgorithms.Choose(wanted, Pool.OAuth?.AlgorithmAt(now)));

    private string Allowed(string algorithm) => IsFapi2 && algorithm is "RS256" ? "PS256" : algorithm;

    /// <summary>All that sign for it.</summary>
    internal IEnumerable<string> Algorithms => new[]
    {
        IdTokenAlgorithm,
        AccessTokenAlgorithm,
        AlgorithmOr(Metadata.UserinfoSignedResponseAlg),
        AlgorithmOr(Metadata.IntrospectionSignedResponseAlg),
        AlgorithmOr(Metadata.AuthorizationSignedResponseAlg),
    }.Distinct();

    /// <summary>The form of its access tokens.</summary>
    public AccessTokenFormat AccessTokenFormat => Metadata.AccessTokenFormat switch
    {
        Rfc9068Claims.Type => AccessTokenFormat.Rfc9068,
        "opaque" => AccessTokenFormat.Opaque,
        _ => AccessTokenFormat.Cognito,
    };

    /// <summary>The pool's key for pairwise subjects.</summary>
    internal byte[] SubjectKey { get; init; } = [];

    /// <summary>The subjects that it alone knows users by (OIDC Core, section 8.1); null for the users' own ids.</summary>
    public PairwiseSubjects? Pairwise =>
        field ??= Sectors.Of(Client) is { } sector ? new(SubjectKey, sector) : null;

    /// <summary>What it knows a user by: <c>sub</c>.</summary>
    public string SubjectOf(string userId) => Pairwise?.Of(userId) ?? userId;

    /// <summary>
    /// The name it knows a user by: with pairwise subjects the subject, since the name is the same for all clients.
    /// </summary>
    public string UsernameOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Pairwise is null ? user.Username : SubjectOf(user.Id);
    }

    /// <summary>The user behind a <c>sub</c> of its tokens.</summary>
    public string UserIdOf(string subject) => Pairwise?.UserIdOf(subject) ?? subject;

    /// <summary>Whether one of its grant types gives refresh tokens: codes, devices.</summary>
    public bool GetsRefreshTokens => UsesCodes || FurtherGrantTypes.Contains(ExtraGrantTypes.DeviceCode);

    /// <summary>Whether its access tokens are always bound to a key (RFC 9449, section 5.2).</summary>
    public bool BindsToKey => Metadata.DpopBoundAccessTokens == true;

    /// <summary>Whether its access tokens are always bound to its certificate (RFC 8705, section 3.4).</summary>
    public bool BindsToCertificate => Metadata.TlsClientCertificateBoundAccessTokens == true;

    /// <summary>
    /// Whether ID tokens of a browser's sign-in name its session (<c>sid</c>); in a strict pool, whose tokens are Cognito's,
    /// only where the client is told of its end.
    /// </summary>
    public bool NamesSessions =>
        !Pool.IsStrict || Metadata.BackchannelLogoutUri is not null || Metadata.FrontchannelLogoutUri is not null;

    /// <summary>
    /// The <c>sid</c> of a browser's session for this client: its id; for a client with pairwise subjects one that no other
    /// client sees.
    /// </summary>
    public string SessionIdOf(string ssoSessionId) => Metadata.SubjectType is "pairwise"
        ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{ClientId}\n{ssoSessionId}")).AsSpan(0, 16))
        : ssoSessionId;

    /// <summary>Whether tokens carry <c>origin_jti</c> and RevokeToken works.</summary>
    public bool RevokesTokens => Settings.EnableTokenRevocation ?? true;

    /// <summary>
    /// Whether a refresh at the token endpoint renews the refresh token. Where the client doesn't say, public clients
    /// rotate (RFC 9700, section 2.2.2), confidential ones and those of strict pools don't. REFRESH_TOKEN_AUTH of the API
    /// never does.
    /// </summary>
    public bool RotatesRefreshTokens => Settings.RefreshTokenRotation?.Feature switch
    {
        "ENABLED" => true,
        "DISABLED" => false,
        _ => IsPublic && !Pool.IsStrict,
    };

    /// <summary>
    /// The same for a refresh token that is bound to a key or a certificate: stolen it is of no use, so it is renewed only where
    /// the client says so (RFC 9700, section 2.2.2).
    /// </summary>
    public bool RotatesBoundRefreshTokens => Settings.RefreshTokenRotation?.Feature == "ENABLED";

    /// <summary>How long a rotated refresh token may be sent again: 0 to 60 seconds.</summary>
    public TimeSpan RefreshGrace => Settings.RefreshTokenRotation?.RetryGracePeriodSeconds is { } seconds
        ? TimeSpan.FromSeconds(seconds)
        : Pool.IsStrict ? TimeSpan.Zero : DefaultRefreshGrace;
}
