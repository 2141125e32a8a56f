using System.Collections.Frozen;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Mfa;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools.Settings;

namespace HostedAuth.Core.UserPools;

/// <summary>
/// The configuration of a pool at one version: immutable, in memory, shared by all requests. What is worked out from the
/// settings is worked out once.
/// </summary>
public sealed class PoolSnapshot
{
    public required UserPool Pool { get; init; }

    public required FrozenDictionary<string, ClientSnapshot> Clients { get; init; }

    public required IReadOnlyList<UserPoolDomain> Domains { get; init; }

    public required FrozenDictionary<string, ResourceServer> ResourceServers { get; init; }

    public required PoolKeys Keys { get; init; }

    /// <summary>What its tokens and its clients' answers are to be signed by, as far as it has no key for it.</summary>
    internal IReadOnlyList<string> AlgorithmsWithoutKey => field ??=
    [
        .. Clients.Values.SelectMany(client => client.Algorithms)
            .Append(SigningAlgorithms.Choose(OAuth.SigningAlgorithm))
            .Distinct()
            .Where(algorithm => Keys.FindCurrent(algorithm) is null),
    ];

    public string Id => Pool.Id;

    public UserPoolSettings Settings => Pool.Settings;

    public long Version => Pool.ConfigurationVersion;

    /// <summary>True when the pool answers exactly as AWS does, also where that is less friendly or less safe.</summary>
    public bool IsStrict => Pool.IsStrict;

    /// <summary>True when public clients may ask for a code without PKCE.</summary>
    public bool PkceOptional => IsStrict || Pool.HasTag(PoolTags.Pkce, "optional");

    /// <summary>True when the mailed code of a sign-in on the pages comes with a link too.</summary>
    public bool HasSignInLinks => !IsStrict && Pool.HasTag(PoolTags.MagicLink, "true");

    /// <summary>True when users are told by mail what was changed in their accounts.</summary>
    public bool SendsNotices => !IsStrict && Pool.HasTag(PoolTags.Notices, "on");

    /// <summary>Whether <c>Alice</c> and <c>alice</c> are two users; settled when the pool is made.</summary>
    public bool IsCaseSensitive => Settings.UsernameConfiguration?.CaseSensitive ?? true;

    /// <summary>The second factors, defaults filled in, and how passkeys are used.</summary>
    public PoolMfa Mfa => field ??= PoolMfa.Of(Pool);

    /// <summary>What the OAuth endpoints do beyond Cognito.</summary>
    public PoolOAuthSettings OAuth => Pool.OAuth ?? PoolOAuthSettings.Default;

    public PoolSessionRules SessionRules => Pool.SessionRules ?? PoolSessionRules.Default;

    /// <summary>The ids of the clients that are told of a session's end by the back channel.</summary>
    public IReadOnlyList<string> BackChannelClients => field ??=
        [.. Clients.Values.Where(client => client.Metadata.BackchannelLogoutUri is not null).Select(client => client.ClientId)];

    /// <summary>The ids of the clients whose sign-out addresses a browser opens when it signs out.</summary>
    public IReadOnlyList<string> FrontChannelClients => field ??=
        [.. Clients.Values.Where(client => client.Metadata.FrontchannelLogoutUri is not null).Select(client => client.ClientId)];

    /// <summary>How long a browser's session lives: as long as the most patient client takes it, an hour at least.</summary>
    public TimeSpan SsoSessionLifetime => field > TimeSpan.Zero ? field : field = Clients.Values
        .Select(client => client.SessionRules.MaxValidity)
        .Append(ClientSessionRules.Default.MaxValidity)
        .Max();

    /// <summary>Whether and how devices are tracked.</summary>
    public DeviceRules Devices => field ??= DeviceRules.Of(Settings);

    /// <summary>The password policy, defaults filled in.</summary>
    public PasswordRules PasswordRules => field ??= PasswordRules.Of(Settings);

    /// <summary>The schema by name, <c>custom:</c> and <c>dev:custom:</c> included.</summary>
    public FrozenDictionary<string, SchemaAttribute> Attributes =>
        field ??= Pool.Schema.ToFrozenDictionary(attribute => attribute.Name!);

    /// <summary>The names of the attributes that a user must have, without <c>sub</c>.</summary>
    public IReadOnlyList<string> RequiredAttributes =>
        field ??= [.. Pool.Schema.Where(attribute => attribute.Required == true).Select(attribute => attribute.Name!)
            .Where(name => name != "sub")];

    /// <summary>
    /// Attributes by which a user may sign in beside the username: <c>email</c>, <c>phone_number</c>,
    /// <c>preferred_username</c>.
    /// </summary>
    public FrozenSet<string> AliasAttributes => field ??= (Settings.AliasAttributes ?? []).ToFrozenSet();

    /// <summary>
    /// Attributes that stand in for a username (<c>email</c>, <c>phone_number</c>); empty where users choose a name.
    /// </summary>
    public FrozenSet<string> UsernameAttributes => field ??= (Settings.UsernameAttributes ?? []).ToFrozenSet();

    /// <summary>Attributes that are verified by a code at sign-up and change: <c>email</c>, <c>phone_number</c>.</summary>
    public FrozenSet<string> AutoVerifiedAttributes => field ??= (Settings.AutoVerifiedAttributes ?? []).ToFrozenSet();

    /// <summary>Attributes whose new value waits for its code, the old one living on until then.</summary>
    public FrozenSet<string> AttributesVerifiedBeforeUpdate => field ??=
        (Settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? []).ToFrozenSet();

    /// <summary>Whether people may sign up without a password, since the pool lets them begin with something else.</summary>
    public bool CanJoinWithoutPassword => Settings.LetsBeginWithoutPassword();

    /// <summary>Whether only administrators make users.</summary>
    public bool AdminCreatesUsersOnly => Settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false;

    /// <summary>Whether apps can send people to the page for signing up first; Cognito knows no such word.</summary>
    public bool TakesPromptCreate => !AdminCreatesUsersOnly && !IsStrict;

    /// <summary>The client, or null.</summary>
    public ClientSnapshot? FindClient(string clientId) => Clients.GetValueOrDefault(clientId);

    /// <summary>The client. Refuses with ResourceNotFound.</summary>
    public ClientSnapshot RequireClient(string clientId) =>
        FindClient(clientId) ?? throw AuthError.ClientNotFound(clientId).AsException();
}
