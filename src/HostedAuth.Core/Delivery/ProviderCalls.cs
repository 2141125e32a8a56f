using HostedAuth.Core.Outbound;

namespace HostedAuth.Core.Delivery;

/// <summary>The calls of senders that speak HTTP: with a limit of time and size, failures told as senders tell them.</summary>
internal sealed class ProviderCalls(OutboundHttp http)
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The answer, whatever its status; or throws <see cref="DeliveryException"/>.</summary>
    public async Task<OutboundAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await http.SendAsync(request, TimeLimit, LargestAnswer, cancellationToken);
        }
        catch (OutboundException exception)
        {
            throw new DeliveryException(exception.Message, innerException: exception);
        }
    }

    /// <summary>A code of the provider's error, fit for the log: letters, digits and a few marks, short.</summary>
    public static string CodeFrom(string? text)
    {
        var code = new string([.. (text ?? "").TakeWhile(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-').Take(64)]);
        return code is "" ? "unknown" : code;
    }
}
