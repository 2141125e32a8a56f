using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Core.Risk;

/// <summary>
/// The deployment's list: a file of sorted SHA-1 hashes, or a service that is asked by the first five digits of the hash and
/// answers all that begin so (k-anonymity, as api.pwnedpasswords.com/range): it never learns which was meant.
/// </summary>
public sealed partial class BreachedPasswords(Settings settings, OutboundHttp http, ILogger<BreachedPasswords> logger)
    : IBreachedPasswords
{
    private const int PrefixLength = 5;
    private const int LargestAnswer = 1 << 20;

    private readonly BreachedPasswordSettings _settings = settings.BreachedPasswords;

    public bool IsConfigured => _settings.File is not "" || _settings.RangeUrl is not "";

    public async Task<bool> ContainAsync(Secret password, CancellationToken cancellationToken)
    {
        if (!IsConfigured)
        {
            return false;
        }

        // What these lists are made of; nothing is guarded by it.
#pragma warning disable CA5350
        var hash = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password.Value)));
#pragma warning restore CA5350
        try
        {
            return _settings.File is not ""
                ? await SortedHashFile.ContainsAsync(_settings.File, hash, cancellationToken)
                : await AskAsync(hash, cancellationToken);
        }
        catch (Exception exception) when (exception is OutboundException or IOException or UnauthorizedAccessException)
        {
            LogUnavailable(exception);
            return false;
        }
    }

    private async Task<bool> AskAsync(string hash, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"{_settings.RangeUrl.TrimEnd('/')}/{hash[..PrefixLength]}");
        // Answers of one length, so that it can't be told by it which was asked for; the rows added have the count 0.
        request.Headers.Add("Add-Padding", "true");
        request.Headers.Add("User-Agent", "HostedAuth");
        var answer = await http.SendAsync(
            request,
            TimeSpan.FromMilliseconds(_settings.TimeLimitMilliseconds),
            LargestAnswer,
            cancellationToken);
        if (answer.Status is not HttpStatusCode.OK)
        {
            throw new OutboundException(OutboundFailure.Unreachable, $"The list answered {(int)answer.Status}.");
        }

        var suffix = hash[PrefixLength..];
        return Encoding.ASCII.GetString(answer.Body).Split('\n').Any(line => IsRow(line, suffix));
    }

    private static bool IsRow(string line, string suffix) =>
        line.Split(':') is [var found, ..] parts
        && found.Trim().Equals(suffix, StringComparison.OrdinalIgnoreCase)
        && (parts.Length == 1 || !int.TryParse(parts[1], CultureInfo.InvariantCulture, out var count) || count > 0);

    [LoggerMessage(6001, LogLevel.Warning, "The list of breached passwords could not be asked; the password was taken.")]
    private partial void LogUnavailable(Exception exception);
}
