using System.Text.Json.Nodes;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Triggers;

/// <summary>A pool with CustomEmailSender and CustomSMSSender, and what goes out of it.</summary>
internal static class CustomSenderSteps
{
    public const string Webhook = "arn:hostedauth:webhook::0:post";

    public static readonly object Triggers = new { CustomEmailSender = To(Webhook), CustomSMSSender = To(Webhook) };

    public static object To(string arn) => new { LambdaArn = arn, LambdaVersion = "V1_0" };

    public static string CodeIn(ReceivedCall call) => (string)JsonNode.Parse(call.Body)!["request"]!["code"]!;

    public static Task<(string PoolId, string ClientId)> OpenWithSendersAsync(this ServerWithProviders server)
    {
        server.World.Answers = _ => new Lie("{}");
        return server.CreateOpenPoolAsync(
            new
            {
                LambdaConfig = Triggers,
                AutoVerifiedAttributes = new[] { "email" },
                AliasAttributes = new[] { "email" },
                UserAttributeUpdateSettings = new { AttributesRequireVerificationBeforeUpdate = new[] { "email" } },
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
            },
            new { ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" } });
    }

    /// <summary>What went out for the pool, in any way; waits for as many.</summary>
    public static async Task<List<ReceivedCall>> CallsOfAsync(this ServerWithProviders server, string poolId, int count)
    {
        List<ReceivedCall> Now() =>
            [.. server.World.Calls.Where(call => call.Body.Contains(poolId, StringComparison.Ordinal))];
        await Eventually.HoldsAsync(() => Task.FromResult(Now().Count >= count), $"{count} messages go out");
        return Now();
    }

    public static async Task<OutboxMessage> OutboxRowAsync(this ServerWithProviders server, string poolId)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        return await context.Outbox.AsNoTracking().SingleAsync();
    }
}
