using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;

/// <summary>A pool that lets people sign in by passkey, a client of it, and people with access tokens.</summary>
internal sealed record PasskeyWorld(SignInWorld SignIn)
{
    public static object Policies => new
    {
        Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
    };

    private HostedAuthServer Server => SignIn.Server;

    public static async Task<PasskeyWorld> CreateAsync(HostedAuthServer server) =>
        new(await SignInWorld.CreateAsync(server, Policies));

    public async Task ConfigureAsync(object configuration) => (await Server.CallAsync(
        "SetUserPoolMfaConfig",
        new { UserPoolId = SignIn.PoolId, WebAuthnConfiguration = configuration })).ShouldSucceed();

    /// <summary>The access token of somebody new.</summary>
    public async Task<string> JoinAsync(string name = "alice")
    {
        await SignIn.AddUserAsync(name);
        return await TokenOfAsync(name);
    }

    public async Task<string> TokenOfAsync(string name) =>
        (await SignIn.SignInAsync(name)).ShouldSucceed().Text("AuthenticationResult.AccessToken")!;

    public async Task<string> BeginAsync(string accessToken) =>
        (await Server.CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = accessToken }))
            .ShouldSucceed().Text("CredentialCreationOptions")!;

    public Task<ApiAnswer> CompleteAsync(string accessToken, JsonObject credential) => Server.CallPublicAsync(
        "CompleteWebAuthnRegistration",
        new { AccessToken = accessToken, Credential = credential });

    public async Task<ApiAnswer> RegisterAsync(string accessToken, SoftwareAuthenticator authenticator) =>
        await CompleteAsync(accessToken, authenticator.Register(await BeginAsync(accessToken)));

    public Task<ApiAnswer> ListAsync(string accessToken, int? max = null, string? next = null) => Server.CallPublicAsync(
        "ListWebAuthnCredentials",
        new Dictionary<string, object?> { ["AccessToken"] = accessToken, ["MaxResults"] = max, ["NextToken"] = next }
            .Where(member => member.Value is not null).ToDictionary());

    public Task<ApiAnswer> DeleteAsync(string accessToken, string credentialId) => Server.CallPublicAsync(
        "DeleteWebAuthnCredential",
        new { AccessToken = accessToken, CredentialId = credentialId });
}
