using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users.Codes;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// What every code passes before it is written: that there is a way out for it, and that its address or number has not had
/// too many within the hour, whoever they were for. Made-up receivers pass the same gate.
/// </summary>
public sealed class MessageGate(
    HostedAuthDbContext context,
    PoolScope scope,
    MessageRoutes routes,
    AttemptLimits limits,
    Settings settings)
{
    /// <summary>
    /// Lets one more message to the address through, and counts it at once. Refuses with CodeDeliveryFailure and
    /// LimitExceeded; what was not saved yet is dropped then.
    /// </summary>
    /// <param name="channel"><c>email</c> or <c>sms</c>.</param>
    /// <param name="address">The address or number; of a made-up receiver the id, where the address is made up too.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task PassAsync(string channel, string address, CancellationToken cancellationToken)
    {
        RequireSender(channel);
        var (act, limit) = channel == Channels.Sms
            ? (LimitedAct.TextNumber, settings.Sms.PerNumber)
            : (LimitedAct.MailAddress, settings.Email.PerAddress);
        if (limit == 0)
        {
            return;
        }

        try
        {
            await limits.CountAsync(act, CounterOf(address), limit, cancellationToken);
        }
        catch (AuthException)
        {
            context.Discard();
            throw;
        }
    }

    /// <summary>Whether messages of the channel have anywhere to go.</summary>
    public bool HasSender(string channel) => routes.Reach(scope.Pool.Pool, channel);

    /// <summary>Refuses with CodeDeliveryFailure when messages of the channel have nowhere to go.</summary>
    public void RequireSender(string channel)
    {
        if (!HasSender(channel))
        {
            context.Discard();
            throw AuthError.NoSenderFor(channel).AsException();
        }
    }

    /// <summary>The table of counters keeps no addresses.</summary>
    private string CounterOf(string address)
    {
        var mac = HMACSHA256.HashData(
            scope.Pool.Keys.LockoutKey,
            Encoding.UTF8.GetBytes($"messages to\n{address.ToLowerInvariant()}"));
        return Base64Url.EncodeToString(mac.AsSpan(0, 24));
    }
}
