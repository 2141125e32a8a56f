using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>Has every sender configured; all of them talk to one server of the test.</summary>
public sealed class ServerWithProviders : HostedAuthServer
{
    public const string KeyId = "AKIADELIVERY";
    public const string Secret = "secret-of-the-senders-0123456789";
    public const string WebhookSecret = "secret-of-the-webhook";

    internal LyingServer World { get; } = new();

    protected override IEnumerable<string> Arguments =>
    [
        "--Mailbox:Enabled=false",
        "--Email:From=Example <no-reply@example.com>",
        $"--Outbound:AllowedHosts:0=localhost:{World.Address.Port}",
        $"--Ses:Endpoint={World.Address}", $"--Ses:AccessKeyId={KeyId}", $"--Ses:SecretAccessKey={Secret}",
        "--Ses:Region=eu-central-1", "--Ses:ConfigurationSet=of-the-deployment",
        $"--Sns:Endpoint={World.Address}", $"--Sns:AccessKeyId={KeyId}", $"--Sns:SecretAccessKey={Secret}",
        "--Sns:SenderId=HostedAuth",
        $"--Twilio:Endpoint={World.Address}", "--Twilio:AccountSid=AC123", "--Twilio:AuthToken=token", "--Twilio:From=+15550199",
        $"--Webhooks:post:Url={World.Address}post?key=1", $"--Webhooks:post:Secret={WebhookSecret}",
        "--Email:Provider=Ses", "--Sms:Provider=Sns",
    ];

    /// <summary>Leaves a message in the outbox of the pool.</summary>
    public async Task<string> LeaveAsync(string poolId, Message message)
    {
        await using var context = Services.GetRequiredService<Database>().Open(poolId);
        Services.GetRequiredService<Outbox>().Add(context, message);
        var id = context.Outbox.Local.Single().Id;
        await context.SaveChangesAsync();
        return id;
    }

    public async Task<OutboxMessage> FindAsync(string poolId, string id)
    {
        await using var context = Services.GetRequiredService<Database>().Open(poolId);
        return await context.Outbox.AsNoTracking().SingleAsync(row => row.Id == id);
    }

    /// <summary>Leaves a message, waits until it is out, and gives the call that brought it out.</summary>
    internal async Task<ReceivedCall> SendAsync(string poolId, Message message)
    {
        var id = await LeaveAsync(poolId, message);
        await Eventually.HoldsAsync(async () => (await FindAsync(poolId, id)).DeliveredAt is not null, "The message goes out.");
        return World.Calls.Last();
    }
}
