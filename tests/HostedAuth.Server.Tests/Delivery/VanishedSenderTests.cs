using HostedAuth.Core.Delivery;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>Pools that chose a sender which the settings held then, and hold no more.</summary>
public sealed class VanishedSenderTests(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    [Fact]
    public async Task What_waits_for_it_fails_with_the_reason_in_the_log_of_deliveries()
    {
        var poolId = await OpenAsync("hostedauth:email", "webhook:gone");
        var id = await server.LeaveAsync(poolId, new Message { Channel = Channels.Email, To = "ada@example.com", Text = "Hello" });

        await Eventually.HoldsAsync(async () => (await server.FindAsync(poolId, id)).LastError is not null, "The courier tries.");

        var deliveries = await server.CallAsync("ListMessageDeliveries", new { UserPoolId = poolId });
        deliveries.Body.ShouldContain("The sender webhook:gone, which email is to go by, is not configured.");
    }

    [Fact]
    public async Task A_code_by_it_is_refused_at_once()
    {
        var poolId = await OpenAsync("hostedauth:email", "webhook:gone", new { AutoVerifiedAttributes = new[] { "email" } });
        var client = await server.CreateClientAsync(poolId);

        var answer = await server.SignUpAsync(client.Id, "ada", People.NewEmail());

        answer.ShouldRefuse("CodeDeliveryFailureException");
    }

    [Theory]
    [InlineData("hostedauth:email", "webhook:gone", "sends email by webhook:gone")]
    [InlineData("hostedauth:sms", "pigeon", "sends sms by pigeon")]
    [InlineData("hostedauth:events", "gone", "sends hostedauth:events by gone")]
    [InlineData("hostedauth:email", "ses", null)]
    public async Task The_start_warns_of_it(string tag, string value, string? warning)
    {
        var poolId = await OpenAsync(tag, value);

        await StartAsync();

        var lines = server.Log.Lines.Where(line =>
            line.StartsWith("Warning 4005", StringComparison.Ordinal) && line.Contains(poolId, StringComparison.Ordinal)).ToList();
        lines.Count.ShouldBe(warning is null ? 0 : 1);
        lines.ShouldAllBe(line => line.Contains(warning!));
    }

    [Fact]
    public async Task The_start_warns_of_a_custom_sender_too()
    {
        var poolId = await server.CreatePoolAsync(new
        {
            LambdaConfig = new { CustomSMSSender = new { LambdaArn = "arn:hostedauth:webhook::0:gone", LambdaVersion = "V1_0" } },
        });

        await StartAsync();

        server.Log.Lines.ShouldContain(line =>
            line.Contains($"Pool {poolId} sends sms by CustomSender:gone", StringComparison.Ordinal));
    }

    private async Task<string> OpenAsync(string tag, string value, object? members = null)
    {
        server.World.Answers = _ => new("{}");
        var poolId = await server.CreatePoolAsync(members);
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        await server.Services.GetRequiredService<PoolDirectory>().ChangeAsync(
            context,
            poolId,
            async () => (await context.UserPools.SingleAsync(pool => pool.Id == poolId)).Tags =
                new Dictionary<string, string> { [tag] = value },
            CancellationToken.None);
        return poolId;
    }

    private async Task StartAsync()
    {
        using var warnings = new RouteWarnings(
            server.Services.GetRequiredService<Database>(),
            server.Services.GetRequiredService<MessageRoutes>(),
            server.Services.GetRequiredService<Settings>(),
            server.Services.GetRequiredService<ILogger<RouteWarnings>>());
        await warnings.StartAsync(CancellationToken.None);
        await warnings.ExecuteTask!;
    }
}
