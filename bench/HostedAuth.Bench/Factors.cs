using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using HostedAuth.Core.Mfa;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Bench;

/// <summary>Sign-in by other factors than a password: an authenticator app's step, a passkey, the pool's own trigger.</summary>
internal sealed class Factors
{
    /// <summary>Each has an app of their own, since a code proves once.</summary>
    private const int PeopleWithApps = 200;

    private static readonly string[] Flows = ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH"];
    private static readonly string[] FirstFactors = ["PASSWORD", "WEB_AUTHN"];

    private readonly HttpClient _http;
    private readonly ServerProcess _server;
    private readonly World _world;

    private Factors(HttpClient http, ServerProcess server, World world) => (_http, _server, _world) = (http, server, world);

    public static async Task<IReadOnlyList<Row>> MeasureAsync(
        ServerProcess server,
        World world,
        TimeSpan duration)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        var factors = new Factors(http, server, await CreateWorldAsync(http, server, world));
        return
        [
            await factors.MeasureAppAsync(),
            await Load.RunAsync(server, duration, "sign-in by passkey, two steps", factors.PasskeyAsync),
            await Load.RunAsync(server, duration, "sign-in by a local trigger, two steps", factors.CustomAsync),
        ];
    }

    /// <summary>A pool beside the other one, so that its triggers and factors cost nobody else.</summary>
    private static async Task<World> CreateWorldAsync(HttpClient http, ServerProcess server, World world)
    {
        var pool = await Api.CallAsync(http, server, "CreateUserPool", new
        {
            PoolName = "factors",
            Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = FirstFactors } },
            LambdaConfig = new
            {
                DefineAuthChallenge = LocalTrigger.Arn,
                CreateAuthChallenge = LocalTrigger.Arn,
                VerifyAuthChallengeResponse = LocalTrigger.Arn,
            },
        });
        var poolId = pool.GetProperty("UserPool").GetProperty("Id").GetString()!;
        await Api.CallAsync(http, server, "SetUserPoolMfaConfig", new
        {
            UserPoolId = poolId,
            MfaConfiguration = "OPTIONAL",
            SoftwareTokenMfaConfiguration = new { Enabled = true },
            WebAuthnConfiguration = new { RelyingPartyId = "localhost", UserVerification = "preferred" },
        });
        var client = await Api.CallAsync(
            http, server, "CreateUserPoolClient", new { UserPoolId = poolId, ClientName = "api", ExplicitAuthFlows = Flows });
        return world with
        {
            PoolId = poolId,
            ApiClientId = client.GetProperty("UserPoolClient").GetProperty("ClientId").GetString()!,
        };
    }

    /// <summary>The second step alone. Each app gives two codes, so the first half of the answers warms up.</summary>
    private async Task<Row> MeasureAppAsync()
    {
        var answers = new ConcurrentBag<Func<Task<bool>>>();
        var later = new ConcurrentBag<Func<Task<bool>>>();
        await Parallel.ForAsync(0, PeopleWithApps, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, _) =>
        {
            var username = $"app-{i}";
            var secret = await AddAppAsync(username, await AddUserAsync(username));
            foreach (var (bag, step) in new[] { (answers, 0), (later, 1) })
            {
                var asked = await SrpRows.TokensAsync(_http, _server, _world, username);
                bag.Add(() => AnswerAsync(username, asked, "SOFTWARE_TOKEN_MFA", "SOFTWARE_TOKEN_MFA_CODE",
                    Totp.CodeOf(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()) + step)));
            }
        });

        await Load.RunOnceAsync(_server, "", answers);
        return await Load.RunOnceAsync(_server, "second step: a code of an app", later);
    }

    private async Task<Func<Task<bool>>> PasskeyAsync()
    {
        var username = $"passkey-{Guid.NewGuid():N}";
        var accessToken = await AddUserAsync(username);
        var authenticator = new SoftwareAuthenticator { Origin = _world.Url };
        var options = await Api.CallAsync(
            _http, _server, "StartWebAuthnRegistration", new { AccessToken = accessToken }, signed: false);
        await Api.CallAsync(_http, _server, "CompleteWebAuthnRegistration", new
        {
            AccessToken = accessToken,
            Credential = authenticator.Register(options.GetProperty("CredentialCreationOptions").GetRawText()),
        }, signed: false);
        return async () =>
        {
            var asked = await BeginAsync("USER_AUTH", username, ("PREFERRED_CHALLENGE", "WEB_AUTHN"));
            authenticator.Counter++;
            var request = asked.GetProperty("ChallengeParameters").GetProperty("CREDENTIAL_REQUEST_OPTIONS").GetString()!;
            return await AnswerAsync(username, asked, "WEB_AUTHN", "CREDENTIAL", authenticator.Use(request));
        };
    }

    private async Task<Func<Task<bool>>> CustomAsync()
    {
        var username = $"custom-{Guid.NewGuid():N}";
        await AddUserAsync(username);
        return async () => await AnswerAsync(
            username, await BeginAsync("CUSTOM_AUTH", username), "CUSTOM_CHALLENGE", "ANSWER", LocalTrigger.RightAnswer);
    }

    /// <summary>A user with a password, and an access token of theirs.</summary>
    private async Task<string> AddUserAsync(string username)
    {
        await Api.CallAsync(_http, _server, "AdminCreateUser", new
        {
            UserPoolId = _world.PoolId,
            Username = username,
            MessageAction = "SUPPRESS",
        });
        await Api.CallAsync(_http, _server, "AdminSetUserPassword", new
        {
            UserPoolId = _world.PoolId,
            Username = username,
            World.Password,
            Permanent = true,
        });
        var tokens = await SrpRows.TokensAsync(_http, _server, _world, username);
        return tokens.GetProperty("AuthenticationResult").GetProperty("AccessToken").GetString()!;
    }

    /// <returns>The app's secret.</returns>
    private async Task<byte[]> AddAppAsync(string username, string accessToken)
    {
        var associated = await Api.CallAsync(
            _http, _server, "AssociateSoftwareToken", new { AccessToken = accessToken }, signed: false);
        var secret = FromBase32(associated.GetProperty("SecretCode").GetString()!);
        await Api.CallAsync(_http, _server, "VerifySoftwareToken", new
        {
            AccessToken = accessToken,
            UserCode = Totp.CodeOf(secret, Totp.StepAt(TimeProvider.System.GetUtcNow()) - 1),
        }, signed: false);
        await Api.CallAsync(_http, _server, "AdminSetUserMFAPreference", new
        {
            UserPoolId = _world.PoolId,
            Username = username,
            SoftwareTokenMfaSettings = new { Enabled = true, PreferredMfa = true },
        });
        return secret;
    }

    private Task<JsonElement> BeginAsync(string flow, string username, params (string Name, string Value)[] parameters) =>
        Api.CallAsync(_http, _server, "InitiateAuth", new
        {
            AuthFlow = flow,
            ClientId = _world.ApiClientId,
            AuthParameters = parameters.Append(("USERNAME", username)).ToDictionary(),
        }, signed: false);

    private async Task<bool> AnswerAsync(string username, JsonElement asked, string challenge, string name, string value)
    {
        Debug.Assert(asked.GetProperty("ChallengeName").GetString() == challenge, "another challenge was asked");
        using var request = Api.Request(_world.Url, "RespondToAuthChallenge", new
        {
            ChallengeName = challenge,
            ClientId = _world.ApiClientId,
            Session = asked.GetProperty("Session").GetString(),
            ChallengeResponses = new Dictionary<string, string> { ["USERNAME"] = username, [name] = value },
        });
        var answer = await Rows.ReadAsync(_http, request);
        return answer is { } got && got.TryGetProperty("AuthenticationResult", out _);
    }

    private static byte[] FromBase32(string text)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in text)
        {
            buffer = (buffer << 5) | (letter is >= 'A' and <= 'Z' ? letter - 'A' : letter - '2' + 26);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
