using System.Text.Json;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>A pool that sends codes, and a user with addresses that no other test has.</summary>
internal sealed record CodeWorld(SignInWorld SignIn, string Email, string Phone)
{
    private static int _number;

    /// <summary>A pool with SMS and email as second factors, and whatever first factors are named.</summary>
    public static async Task<CodeWorld> CreateAsync(
        HostedAuthServer server,
        string configuration = "OPTIONAL",
        object? pool = null,
        object? client = null)
    {
        var world = await SignInWorld.CreateAsync(server, pool, client);
        if (configuration is not "OFF")
        {
            (await server.CallAsync("SetUserPoolMfaConfig", new
            {
                UserPoolId = world.PoolId,
                MfaConfiguration = configuration,
                SmsMfaConfiguration = new { SmsAuthenticationMessage = "Text {####}" },
                EmailMfaConfiguration = new { Subject = "Shop code", Message = "Mail {####}" },
            })).ShouldSucceed();
        }

        return WithNewAddresses(world);
    }

    /// <summary>The same pool, for another user.</summary>
    public CodeWorld WithNewAddresses() => WithNewAddresses(SignIn);

    private static CodeWorld WithNewAddresses(SignInWorld world) =>
        new(world, People.NewEmail(), $"+1555{Interlocked.Increment(ref _number):0000000}");

    /// <summary>A user with the world's addresses, both proven, and the second factors named.</summary>
    public Task<User> AddUserAsync(string name, params string[] factors) => SignIn.AddUserAsync(
        name,
        change: user => user.ActiveFactors = factors,
        attributes:
        [
            ("email", Email),
            ("email_verified", "true"),
            ("phone_number", Phone),
            ("phone_number_verified", "true"),
        ]);

    /// <summary>Another client of the pool.</summary>
    public async Task<string> OtherClientAsync() => (await SignIn.WithClientAsync(null)).Client.Id;

    /// <summary>Signs in by password, as far as the challenge; its code is there, so that the next one's comes after it.</summary>
    public async Task<ApiAnswer> AskAsync(string username, string challenge)
    {
        var asked = (await SignIn.SignInAsync(username)).ShouldSucceed();
        asked.Text("ChallengeName").ShouldBe(challenge, asked.Body);
        await DeliveredAsync();
        return asked;
    }

    /// <summary>The newest code of the factor; waits for the message.</summary>
    public async Task<string> CodeAsync(string factor)
    {
        await DeliveredAsync();
        return await SignIn.Server.CodeToAsync(factor is "EMAIL_OTP" ? Email : Phone);
    }

    /// <summary>Waits until the courier has taken all messages of the pool out of the outbox.</summary>
    public Task DeliveredAsync() => Eventually.HoldsAsync(
        () => SignIn.Server.InPoolAsync(SignIn.PoolId, services =>
            services.GetRequiredService<HostedAuthDbContext>().Outbox.AllAsync(row => row.DeliveredAt != null)),
        "Messages should leave the outbox.");

    public Task<ApiAnswer> AnswerAsync(
        ApiAnswer asked,
        string response,
        string value,
        string? challenge = null,
        string username = "alice") => SignIn.Server.CallPublicAsync("RespondToAuthChallenge", new
        {
            ChallengeName = challenge ?? asked.Text("ChallengeName"),
            ClientId = SignIn.Client.Id,
            Session = asked.Text("Session"),
            ChallengeResponses = new Dictionary<string, string> { ["USERNAME"] = username, [response] = value },
        });

    /// <summary>How the user proved themselves, as the ID token says.</summary>
    public static string[] AmrOf(ApiAnswer answer) =>
        [.. ClaimsOf(answer, "IdToken").GetProperty("amr").EnumerateArray().Select(method => method.GetString()!)];

    /// <summary>The claims of a token of the answer.</summary>
    public static JsonElement ClaimsOf(ApiAnswer answer, string token) => JsonDocument.Parse(
        System.Buffers.Text.Base64Url.DecodeFromChars(answer.Text($"AuthenticationResult.{token}")!.Split('.')[1])).RootElement;
}
