using System.Collections.Frozen;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// An app client as requests see it: its row, its secrets opened, and the rules that follow from its settings and its
/// pool, the API's defaults filled in.
/// </summary>
public sealed partial class ClientSnapshot
{
    /// <summary>The identity provider that stands for the pool's own users.</summary>
    public const string OwnProvider = "COGNITO";

    private static readonly TimeSpan DefaultAuthSessionLifetime = TimeSpan.FromMinutes(3);

    public required UserPool Pool { get; init; }

    public required AppClient Client { get; init; }

    /// <summary>The scopes that exist in the pool.</summary>
    public required FrozenSet<string> ScopesOfPool { get; init; }

    /// <summary>The active secrets, newest last; empty for a public client.</summary>
    public required IReadOnlyList<ClientSecret> ActiveSecrets { get; init; }

    /// <summary>The values of the active secrets, newest last.</summary>
    public IReadOnlyList<Secret> Secrets => field ??= [.. ActiveSecrets.Select(secret => secret.Value)];

    /// <summary>The secret that the API shows; null for a public client.</summary>
    public Secret? NewestSecret => Secrets is [.., var newest] ? newest : null;

    public string ClientId => Client.ClientId;

    public AppClientSettings Settings => Client.Settings;

    /// <summary>What it is beyond Cognito's settings.</summary>
    public OAuthClientMetadata Metadata => Client.Metadata ?? OAuthClientMetadata.None;

    /// <summary>
    /// The public keys registered with the client (<c>jwks</c>), unusable ones left out; null when it registered none by value.
    /// </summary>
    public JsonWebKeySet? Keys => field ??= Metadata.Jwks is { } keys ? JsonWebKeySet.Parse(keys) ?? JsonWebKeySet.Empty : null;

    /// <summary>
    /// A client that can't prove who it is (RFC 6749, section 2.1): it has neither a secret nor a key or certificate that it
    /// must authenticate by, or says itself that it doesn't.
    /// </summary>
    public bool IsPublic => Metadata.TokenEndpointAuthMethod is { } method ? method == "none" : Secrets.Count == 0;

    /// <summary>
    /// Whether it may authenticate at the OAuth endpoints in this way (RFC 7591, section 2): the one that it registered; else by
    /// its secret either way, or not at all without one.
    /// </summary>
    public bool MayAuthenticateBy(string method) => IsStrongEnough(method) && (Metadata.TokenEndpointAuthMethod is { } registered
        ? method == registered
        : method is "client_secret_basic" or "client_secret_post" ? Secrets.Count > 0 : method == "none" && IsPublic);

    /// <summary>Whether the certificate of its connection is what it authenticates by (RFC 8705, section 2).</summary>
    public bool AuthenticatesByCertificate =>
        Metadata.TokenEndpointAuthMethod is "tls_client_auth" or "self_signed_tls_client_auth";

    /// <summary>
    /// Whether its authorization requests must be pushed (RFC 9126, sections 5 and 6; FAPI 2.0, section 5.3.2.2).
    /// </summary>
    public bool MustPushRequests =>
        IsFapi2 || Metadata.RequirePushedAuthorizationRequests == true || Pool.OAuth?.RequirePushedAuthorizationRequests == true;

    /// <summary>Whether its authorization requests must be signed (RFC 9101, section 10.5).</summary>
    public bool MustSignRequests => Metadata.RequireSignedRequestObject == true;

    /// <summary>5 minutes to a day.</summary>
    public TimeSpan AccessTokenLifetime => Lifetimes.Access;

    /// <summary>5 minutes to a day.</summary>
    public TimeSpan IdTokenLifetime => Lifetimes.Id;

    /// <summary>60 minutes to ten years.</summary>
    public TimeSpan RefreshTokenLifetime => Lifetimes.Refresh;

    /// <summary>For how long after a sign-in a browser isn't asked again.</summary>
    public ClientSessionRules SessionRules => Client.SessionRules ?? ClientSessionRules.Default;

    /// <summary>How long a <c>Session</c> of the sign-in lives: 3 to 15 minutes.</summary>
    public TimeSpan AuthSessionLifetime => Settings.AuthSessionValidity is { } minutes
        ? TimeSpan.FromMinutes(minutes)
        : DefaultAuthSessionLifetime;

    /// <summary>
    /// The flows of the API that the client may use, by their new names (<c>ALLOW_…</c>). One that registered itself has none
    /// unless an operator gave it some: nobody types a password into an app that nobody here knows.
    /// </summary>
    public FrozenSet<string> AuthFlows => field ??=
        Client.IsRegistered && Settings.ExplicitAuthFlows is null or [] ? [] : AuthFlow.Effective(Settings, Pool.IsStrict);

    /// <summary>
    /// The OAuth flows of the client: <c>code</c>, <c>implicit</c>, <c>client_credentials</c>. AWS leaves them unused
    /// without AllowedOAuthFlowsUserPoolClient; a pool that isn't strict uses what was asked for.
    /// </summary>
    public FrozenSet<string> OAuthFlows => field ??= UsesOAuth ? [.. Settings.AllowedOAuthFlows ?? []] : [];

    /// <summary>Whether it registered itself as anybody can: nobody knows whose it is.</summary>
    public bool IsUnknown => Client is { IsRegistered: true, IsVouchedFor: false };

    /// <summary>Whether people are asked before it gets what it asks for: always, where it registered itself.</summary>
    public bool AsksConsent => Metadata.RequireConsent == true || Client.IsRegistered;

    /// <summary>Grant types that Cognito hasn't, and that somebody switched on for the client.</summary>
    public FrozenSet<string> FurtherGrantTypes => field ??= UsesOAuth ? [.. Metadata.GrantTypes ?? []] : [];

    /// <summary>What the client may ask the authorization endpoint for.</summary>
    public IReadOnlyList<ResponseType> ResponseTypes => field ??= ResponseType.Of(this);

    /// <summary>Whether the client may exchange codes.</summary>
    public bool UsesCodes => ResponseTypes.Any(type => type.HasCode);

    /// <summary>
    /// The scopes that the client may ask for at the OAuth endpoints; what its pool lost since isn't among them.
    /// </summary>
    public FrozenSet<string> Scopes =>
        field ??= UsesOAuth ? [.. (Settings.AllowedOAuthScopes ?? []).Where(ScopesOfPool.Contains)] : [];

    /// <summary>
    /// Those of them that the client may have for itself: of resource servers, and the one to register clients.
    /// </summary>
    public FrozenSet<string> OwnScopes => field ??=
        [.. Scopes.Where(scope => !Core.AppClients.Scopes.IsBuiltIn(scope) || scope == Core.AppClients.Scopes.Registration)];

    /// <summary>
    /// Those that it is given where it names none: to register clients is no part of what an API that is called gets to hold.
    /// </summary>
    public IEnumerable<string> OwnScopesUnasked => OwnScopes.Where(scope => scope != Core.AppClients.Scopes.Registration);

    /// <summary>
    /// Whether codes and tokens may go to the address: one of <see cref="CallbackUrls"/>, a loopback one at any port.
    /// </summary>
    public bool AllowsRedirectTo(string url) =>
        CallbackUrls.Contains(url) || (!Pool.IsStrict && LoopbackUrls.Match(CallbackUrls, url));

    public FrozenSet<string> CallbackUrls => field ??= [.. Settings.CallbackURLs ?? []];

    public FrozenSet<string> LogoutUrls => field ??= [.. Settings.LogoutURLs ?? []];

    /// <summary>
    /// The identity providers of the client's pages, <see cref="OwnProvider"/> for the pool's own users. A client that
    /// names none has none at AWS, and the pool's own users elsewhere.
    /// </summary>
    public FrozenSet<string> IdentityProviders => field ??=
        Settings.SupportedIdentityProviders is { Count: > 0 } named ? [.. named] : Pool.IsStrict ? [] : [OwnProvider];

    /// <summary>The attributes that the client may read.</summary>
    public FrozenSet<string> ReadableAttributes =>
        field ??= [.. Settings.ReadAttributes is { Count: > 0 } named ? named : StandardAttributes.Readable];

    /// <summary>The attributes that the client may write.</summary>
    public FrozenSet<string> WritableAttributes =>
        field ??= [.. Settings.WriteAttributes is { Count: > 0 } named ? named : StandardAttributes.Writable];

    /// <summary>Whether answers hide if a user exists.</summary>
    public bool PreventsUserExistenceErrors => Settings.PreventUserExistenceErrors == "ENABLED";

    /// <summary>Whether answers hide users also where AWS tells of them although it is asked not to.</summary>
    public bool IsHidingUsers { get; private init; }

    /// <summary>This client with answers that hide if a user exists: the pages never tell users apart.</summary>
    public ClientSnapshot HidingUsers => field ??= IsHidingUsers ? this : new ClientSnapshot
    {
        IsHidingUsers = true,
        Pool = Pool,
        ActiveSecrets = ActiveSecrets,
        SubjectKey = SubjectKey,
        ScopesOfPool = ScopesOfPool,
        Client = new AppClient
        {
            PoolId = Client.PoolId,
            ClientId = Client.ClientId,
            Name = Client.Name,
            Settings = Settings with { PreventUserExistenceErrors = "ENABLED" },
            Risk = Client.Risk,
            SessionRules = Client.SessionRules,
            Metadata = Client.Metadata,
            IsRegistered = Client.IsRegistered,
            IsVouchedFor = Client.IsVouchedFor,
            UsedAt = Client.UsedAt,
            SealedSecrets = Client.SealedSecrets,
            CreatedAt = Client.CreatedAt,
            ModifiedAt = Client.ModifiedAt,
        },
    };

    private TokenLifetimes Lifetimes => field ??= new(Settings);

    /// <summary>Whether it gets tokens by the OAuth endpoints.</summary>
    internal bool UsesOAuth => Settings.AllowedOAuthFlowsUserPoolClient ?? !Pool.IsStrict;
}
