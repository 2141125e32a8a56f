using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>SECRET_HASH in each flow and in the answers to challenges, over the names that clients hash.</summary>
public sealed class SecretHashTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("USER_PASSWORD_AUTH", "InitiateAuth")]
    [InlineData("USER_SRP_AUTH", "InitiateAuth")]
    [InlineData("USER_SRP_AUTH", "AdminInitiateAuth")]
    [InlineData("USER_AUTH", "InitiateAuth")]
    [InlineData("USER_AUTH", "AdminInitiateAuth")]
    [InlineData("CUSTOM_AUTH", "InitiateAuth")]
    [InlineData("ADMIN_USER_PASSWORD_AUTH", "AdminInitiateAuth")]
    public async Task No_flow_begins_without_the_hash_over_the_name_that_is_sent(string flow, string operation)
    {
        var world = await WorldAsync();

        (await BeginAsync(world, operation, flow, hash: null)).ShouldRefuse(
            "NotAuthorizedException",
            $"Client {world.Client.Id} is configured with secret but SECRET_HASH was not received");
        (await BeginAsync(world, operation, flow, Hash(world, "bob"))).ShouldRefuse(
            "NotAuthorizedException",
            $"Unable to verify secret hash for client {world.Client.Id}");
        (await BeginAsync(world, operation, flow, Hash(world, "alice@example.com")))
            .Text("message")?.ShouldNotContain("secret hash");
    }

    [Theory]
    [InlineData("alice@example.com", "alice@example.com")]
    [InlineData("alice@example.com", "alice")]
    [InlineData("alice", "alice")]
    public async Task An_answer_is_proven_over_the_name_that_it_sends_or_the_users_own(string sent, string hashed)
    {
        var world = await WorldAsync(UserStatus.FORCE_CHANGE_PASSWORD);

        foreach (var operation in new[] { "AdminRespondToAuthChallenge", "RespondToAuthChallenge" })
        {
            (await AnswerAsync(world, operation, sent, hash: null)).ShouldRefuse("NotAuthorizedException");
            (await AnswerAsync(world, operation, sent, Hash(world, "bob"))).ShouldRefuse("NotAuthorizedException");
        }

        (await AnswerAsync(world, "RespondToAuthChallenge", sent, Hash(world, hashed)))
            .ShouldSucceed().Text("AuthenticationResult.AccessToken").ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null, "sub")]
    [InlineData(null, "alice")]
    [InlineData("alice", "sub")]
    [InlineData("alice@example.com", "sub")]
    [InlineData("alice@example.com", "alice")]
    [InlineData("alice@example.com", "alice@example.com")]
    public async Task A_refresh_is_proven_over_the_sub_the_user_name_or_the_name_that_it_sends(string? sent, string hashed)
    {
        var world = await WorldAsync();
        var sub = (await world.ReadUserAsync("alice")).Id;
        var token = (await world.SignInAsync("alice", hash: Hash(world, "alice"))).Text("AuthenticationResult.RefreshToken")!;

        foreach (var operation in new[] { "InitiateAuth", "AdminInitiateAuth" })
        {
            (await RefreshAsync(world, operation, token, sent, Hash(world, hashed is "sub" ? sub : hashed))).ShouldSucceed();
            (await RefreshAsync(world, operation, token, sent, Hash(world, "bob"))).ShouldRefuse("NotAuthorizedException");
            (await RefreshAsync(world, operation, token, sent, hash: null)).ShouldRefuse("NotAuthorizedException");
        }
    }

    private async Task<SignInWorld> WorldAsync(UserStatus status = UserStatus.CONFIRMED)
    {
        var world = await SignInWorld.CreateAsync(
            server,
            new { AliasAttributes = new[] { "email" } },
            new
            {
                GenerateSecret = true,
                ExplicitAuthFlows = new[]
                {
                    "ALLOW_USER_PASSWORD_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH",
                    "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH",
                },
            });
        await world.AddUserAsync("alice", status, attributes: [("email", "alice@example.com"), ("email_verified", "true")]);
        return world;
    }

    private Task<ApiAnswer> BeginAsync(SignInWorld world, string operation, string flow, string? hash) =>
        SendAsync(world, operation, new()
        {
            ["AuthFlow"] = flow,
            ["AuthParameters"] = WithHash(hash, new()
            {
                ["USERNAME"] = "alice@example.com",
                ["PASSWORD"] = SignInWorld.Password,
                ["SRP_A"] = "1234567890abcdef",
            }),
        });

    private async Task<ApiAnswer> AnswerAsync(SignInWorld world, string operation, string sent, string? hash)
    {
        var asked = await world.SignInAsync("alice", hash: Hash(world, "alice"));
        return await SendAsync(world, operation, new()
        {
            ["ChallengeName"] = "NEW_PASSWORD_REQUIRED",
            ["Session"] = asked.Text("Session")!,
            ["ChallengeResponses"] = WithHash(hash, new() { ["USERNAME"] = sent, ["NEW_PASSWORD"] = SignInWorld.NewPassword }),
        });
    }

    private Task<ApiAnswer> RefreshAsync(SignInWorld world, string operation, string token, string? sent, string? hash)
    {
        var parameters = new Dictionary<string, string> { ["REFRESH_TOKEN"] = token };
        if (sent is not null)
        {
            parameters["USERNAME"] = sent;
        }

        return SendAsync(world, operation, new()
        {
            ["AuthFlow"] = "REFRESH_TOKEN_AUTH",
            ["AuthParameters"] = WithHash(hash, parameters),
        });
    }

    private Task<ApiAnswer> SendAsync(SignInWorld world, string operation, Dictionary<string, object> request)
    {
        request["ClientId"] = world.Client.Id;
        if (!operation.StartsWith("Admin", StringComparison.Ordinal))
        {
            return server.CallPublicAsync(operation, request);
        }

        request["UserPoolId"] = world.PoolId;
        return server.CallAsync(operation, request);
    }

    private static Dictionary<string, string> WithHash(string? hash, Dictionary<string, string> parameters)
    {
        if (hash is not null)
        {
            parameters["SECRET_HASH"] = hash;
        }

        return parameters;
    }

    private static string Hash(SignInWorld world, string username) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(world.Client.Secret!),
        Encoding.UTF8.GetBytes(username + world.Client.Id)));
}
