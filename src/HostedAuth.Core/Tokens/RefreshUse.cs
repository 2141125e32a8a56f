using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.Tokens;

/// <summary>A refresh token that was found, and what its client asks for by it.</summary>
internal sealed class RefreshUse(RefreshRow row, ClientSnapshot client, Narrowing asked)
{
    private readonly IReadOnlyList<string>? _standing = StandingScopes.Of(row.Session, client);

    public RefreshRow Row => row;

    public ClientSnapshot Client => client;

    public Narrowing Asked => asked;

    /// <summary>Why what is asked for can't be had; null where it can.</summary>
    public AuthError? Refusal => asked.RefusalOf(row.Session, _standing);

    /// <summary>The scopes of the new tokens; asked once it is known that they can be had.</summary>
    public IReadOnlyList<string> Scopes => asked.ScopesOf(_standing);
}
