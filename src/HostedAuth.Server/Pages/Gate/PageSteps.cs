using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// Seals what a page hands to the next one into its address, so that reloading, going back and a second tab all find it.
/// It opens in the browser it was made for only: an address out of a log or a history is worth nothing elsewhere.
/// </summary>
internal sealed class PageSteps(Sealer sealer, PoolScope scope, BrowserCookie browser)
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "step";

    private const int MaximumLength = 8192;

    public string Seal(PageStep step)
    {
        var content = new Content(browser.Ensure(), step);
        return Base64Url.EncodeToString(
            sealer.Seal(SealKind.PageStep, scope.Pool.Id, JsonSerializer.SerializeToUtf8Bytes(content)));
    }

    /// <summary>The step, or an empty one when the value is none of ours or another browser's.</summary>
    public PageStep Open(string? value)
    {
        if (value is null or { Length: 0 or > MaximumLength }
            || browser.Mark is not { } mark
            || !Base64Url.IsValid(value)
            || !sealer.TryOpen(SealKind.PageStep, scope.Pool.Id, Base64Url.DecodeFromChars(value), out var clear))
        {
            return new();
        }

        var content = JsonSerializer.Deserialize<Content>(clear)!;
        return CryptographicOperations.FixedTimeEquals(content.Browser, mark) ? content.Step : new();
    }

    private sealed record Content(byte[] Browser, PageStep Step);
}
