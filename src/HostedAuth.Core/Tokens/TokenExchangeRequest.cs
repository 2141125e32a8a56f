using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Tokens;

/// <summary>What a client asks of a token exchange (RFC 8693, section 2.1).</summary>
public sealed record TokenExchangeRequest
{
    /// <summary>Authenticated, and with a policy.</summary>
    public required ClientSnapshot Client { get; init; }

    /// <summary>An access token of the user.</summary>
    public required Secret SubjectToken { get; init; }

    /// <summary>An access token of who acts, issued to the client; null for the client itself.</summary>
    public Secret? ActorToken { get; init; }

    /// <summary>What was asked for; null for all that can be had.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Audiences and resources, as asked for.</summary>
    public IReadOnlyList<string> Targets { get; init; } = [];
}

/// <summary>What becomes of a token exchange.</summary>
public abstract record TokenExchange
{
    private TokenExchange()
    {
    }

    public sealed record Exchanged(TokenSet Tokens) : TokenExchange;

    public sealed record Refused(TokenExchangeFault Fault) : TokenExchange;
}

/// <summary>Why a token is not exchanged.</summary>
public enum TokenExchangeFault
{
    /// <summary>It is no good access token of a user, or not of a client that the policy names.</summary>
    SubjectToken,

    /// <summary>The actor's token is not good or not the client's, or the subject's names somebody else who may act.</summary>
    Actor,

    /// <summary>Too many have acted for each other already.</summary>
    ChainTooLong,

    /// <summary>The policy doesn't name it.</summary>
    Target,

    /// <summary>The subject's token hasn't it, or the client may not have it.</summary>
    Scope,

    /// <summary>People are asked before the client gets anything, and this one didn't allow it that.</summary>
    Consent,
}
