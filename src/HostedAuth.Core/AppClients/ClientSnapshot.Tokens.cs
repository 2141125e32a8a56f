using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.AppClients;

// What its tokens are, and how it knows users.
public sealed partial class ClientSnapshot
{
    /// <summary>What signs its ID tokens.</summary>
    public string IdTokenAlgorithm =>
        field ??= AlgorithmOr(Metadata.IdTokenSignedResponseAlg);

    /// <summary>What signs its access tokens, where those are JWTs.</summary>
    public string AccessTokenAlgorithm =>
        field ??= AlgorithmOr(Metadata.AccessTokenSigningAlg);

    /// <summary>What signs answers to it: the algorithm that it wants, or that of the pool.</summary>
    /// <param name="wanted">A member of its metadata; null for no wish.</param>
    public string AlgorithmOr(string? wanted) =>
        SigningAlgorithms.Choose(wanted, Pool.OAuth?.SigningAlgorithm) is var chosen && IsFapi2 && chosen is "RS256" ? "PS256" : chosen;

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
        Metadata.SubjectType == "pairwise" ? field ??= new(SubjectKey, Sectors.Of(this)) : null;

    /// <summary>What it knows a user by: <c>sub</c>.</summary>
    public string SubjectOf(string userId) => Pairwise?.Of(userId) ?? userId;

    /// <summary>The name it knows a user by: with pairwise subjects the subject, since the name is the same for all clients.</summary>
    public string UsernameOf(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Pairwise is null ? user.Username : SubjectOf(user.Id);
    }

    /// <summary>The user behind a <c>sub</c> of its tokens.</summary>
    public string UserIdOf(string subject) => Pairwise?.UserIdOf(subject) ?? subject;
}
