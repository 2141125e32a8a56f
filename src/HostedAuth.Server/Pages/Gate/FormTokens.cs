using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// The hidden value that proves a form to come from a page of ours in this browser: sealed for the pool, bound to the
/// browser's cookie and to the tab's flow. ASP.NET Core's own antiforgery has one cookie for all pools of an origin.
/// </summary>
internal sealed class FormTokens(Sealer sealer, PoolScope scope, BrowserCookie browser)
{
    /// <summary>The name of the field.</summary>
    public const string Field = "form";

    private const int MaximumLength = 1024;

    /// <summary>A token for a form of this page. Each is another text, so compression tells nothing about it.</summary>
    /// <param name="flow">The flow value of the tab; empty on pages without one.</param>
    public string Issue(string flow) =>
        Base64Url.EncodeToString(sealer.Seal(SealKind.PageForm, scope.Pool.Id, Bind(browser.Ensure(), flow)));

    /// <summary>Whether the token was issued to this browser, for this pool and flow.</summary>
    public bool Accepts(string? token, string flow) =>
        browser.Mark is { } mark
        && token is { Length: > 0 and <= MaximumLength }
        && Base64Url.IsValid(token)
        && sealer.TryOpen(SealKind.PageForm, scope.Pool.Id, Base64Url.DecodeFromChars(token), out var clear)
        && CryptographicOperations.FixedTimeEquals(clear, Bind(mark, flow));

    private static byte[] Bind(byte[] mark, string flow) =>
        SHA256.HashData([.. mark, .. SHA256.HashData(Encoding.UTF8.GetBytes(flow))]);
}
