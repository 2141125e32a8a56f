using HostedAuth.Core.AppClients;
using HostedAuth.Core.UserPools;

namespace HostedAuth.Server.Pages;

/// <summary>What pages know of accounts that are confirmed by a mailed link.</summary>
internal static class LinkConfirmation
{
    /// <summary>Whether the message brings a link and no code.</summary>
    /// <param name="pool">The pool.</param>
    /// <param name="destination">Where it went, masked or not; null when nobody knows.</param>
    public static bool IsAwaited(PoolSnapshot pool, string? destination) =>
        destination?.Contains('@', StringComparison.Ordinal) == true
        && pool.Settings.VerificationMessageTemplate?.DefaultEmailOption == "CONFIRM_WITH_LINK";

    /// <summary>
    /// The front page of the app, since a message carries no request to go back to: the root of its default address, else of
    /// the first one on the web; null for an app that has none.
    /// </summary>
    public static string? FrontOf(ClientSnapshot client)
    {
        string?[] addresses = [client.Settings.DefaultRedirectURI, .. client.Settings.CallbackURLs ?? []];
        return addresses.Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null)
            .FirstOrDefault(uri => uri?.Scheme is "https" or "http")?.GetLeftPart(UriPartial.Authority) is { } root
                ? $"{root}/"
                : null;
    }
}
