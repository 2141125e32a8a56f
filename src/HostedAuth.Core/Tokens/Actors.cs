using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Core.Tokens.Jose;

namespace HostedAuth.Core.Tokens;

/// <summary>Who acts for the subject of a token, and for whom they do it in turn (RFC 8693, sections 4.1 and 4.4).</summary>
internal static class Actors
{
    /// <summary>How many may act for each other: more is a circle rather than an errand.</summary>
    private const int LongestChain = 4;

    /// <summary>Whether the subject's token lets the actor act; one that names nobody leaves it to the policy.</summary>
    public static bool May(JsonElement subject, string actor, string issuer)
    {
        if (!subject.TryGetProperty("may_act", out var allowed))
        {
            return true;
        }

        return allowed.ValueKind == JsonValueKind.Object
            && allowed.GetText("sub") == actor
            && (!allowed.TryGetProperty("iss", out _) || allowed.GetText("iss") == issuer);
    }

    /// <summary>
    /// The <c>act</c> of the new token: the actor, and inside who acted before. Without an actor those before stay: nobody gets
    /// rid of them by passing for the subject. Null where the chain would be too long.
    /// </summary>
    public static Chain? Write(JsonElement subject, string? actor)
    {
        var before = subject.TryGetProperty("act", out var act) ? act : (JsonElement?)null;
        if (actor is null)
        {
            return new(before);
        }

        if (LengthOf(before) >= LongestChain)
        {
            return null;
        }

        var claim = new JsonObject { ["sub"] = actor };
        if (before is { } earlier)
        {
            claim["act"] = JsonObject.Create(earlier);
        }

        return new(JsonSerializer.SerializeToElement(claim));
    }

    private static int LengthOf(JsonElement? act)
    {
        var length = 0;
        while (act is { ValueKind: JsonValueKind.Object } one)
        {
            length++;
            act = one.TryGetProperty("act", out var before) ? before : null;
        }

        return length;
    }

    /// <param name="Claim">Null where nobody acts.</param>
    internal sealed record Chain(JsonElement? Claim);
}
