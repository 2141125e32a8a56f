using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.UserPools;
using HostedAuth.Oidc.Authorize.Checks;
using HostedAuth.Oidc.Authorize.ResponseModes;

namespace HostedAuth.Oidc.Authorize;

/// <summary>
/// An authorization request (RFC 6749, section 4.1.1; OIDC Core, section 3.1.2.1). Each check of
/// <see cref="AuthorizeChecks"/> proves one part of it; whoever holds one from there may rely on all.
/// </summary>
public sealed record AuthorizationRequest
{
    public required PoolSnapshot Pool { get; init; }

    /// <summary>What is asked for, in whatever form it was sent, without the <c>flow</c> that the pages add.</summary>
    public required OAuthParameters Parameters { get; init; }

    /// <summary>How it reached the server.</summary>
    public RequestOrigin Origin { get; init; } = RequestOrigin.Plain;

    public ClientSnapshot Client
    {
        get => field ?? throw new InvalidOperationException("The client is not proven yet.");
        init;
    }

    /// <summary>Exactly one of the client's callback addresses.</summary>
    public string RedirectUri { get; init; } = "";

    /// <summary>What it is to be answered with; one that the client may use.</summary>
    public ResponseType ResponseType { get; init; } = ResponseType.Code;

    /// <summary>How it is answered, errors too.</summary>
    public ResponseMode ResponseMode { get; init; } = ResponseMode.DefaultOf(null);

    /// <summary>All allowed to the client; never empty.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What its access tokens are for (RFC 8707); empty for nothing named.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>
    /// What of the <c>claims</c> parameter opens an attribute that the client may read (OIDC Core, section 5.5); null for none.
    /// </summary>
    public string? ClaimsRequest { get; init; }

    /// <summary>The names of the claims in it that the scopes don't open already: what people are asked for one by one.</summary>
    public IReadOnlyList<string> SingleClaims =>
    [
        .. Core.Tokens.ClaimsRequest.Parse(ClaimsRequest)!.Names
            .Where(name => !ScopedAttributes.IsOpen(name, Scopes, Pool.IsStrict))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What people are asked for, and where it goes.</summary>
    public Allowance Asked => new(RedirectSite.Of(RedirectUri), Scopes, SingleClaims);

    /// <summary>The code challenge, method S256 (RFC 7636).</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>The key that the client must prove when it redeems the code (RFC 9449, section 10), as <c>jkt</c>; null for none.</summary>
    public string? KeyThumbprint { get; init; }

    public string? Nonce { get; init; }

    public IReadOnlyList<string> Prompts { get; init; } = [];

    /// <summary>How long ago the sign-in may have been.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The levels that would do, the best first; empty for any.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [];

    /// <summary>The <c>sub</c> of a proven <c>id_token_hint</c>: who is expected to be signed in.</summary>
    public string? ExpectedUserId { get; init; }

    /// <summary>The path below the pool's address where a browser signs in by the provider asked for.</summary>
    public string SignInPath { get; init; } = "/login";

    /// <summary>The path where a browser begins: who is to make an account begins with that, if with no other provider.</summary>
    public string FirstPath => SignInPath == "/login" && PromptCheck.AsksForAccount(this) ? "/signup" : SignInPath;

    /// <summary>
    /// The path below the pool's address where a sign-in is raised by more proof; another provider's are its own to raise.
    /// </summary>
    public string StepUpPath => SignInPath == "/login" ? "/stepUp" : SignInPath;

    /// <summary>The path below the pool's address where it is decided what comes next, and where every page leads back to.</summary>
    public string ReturnPath { get; init; } = OidcFace.AuthorizePath;

    /// <summary>What to put into the user name field.</summary>
    public string? LoginHint => Parameters.FindSingle("login_hint");

    /// <summary>What every page carries on: the whole request, or the reference to it.</summary>
    public OAuthParameters Carried => Origin.Carried ?? Parameters;

    /// <summary>That as a query with its question mark.</summary>
    public string Query => Carried.ToQuery();
}
