using HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// People in a pool with second factors.
public sealed partial class SampleWorld
{
    /// <summary>The access token of somebody new, in a pool with second factors.</summary>
    public async Task<string> NewMfaTokenAsync()
    {
        var world = await MfaWorld.CreateAsync(this);
        return await world.JoinAsync("alice", ("phone_number", "+15550100"), ("phone_number_verified", "true"));
    }

    /// <summary>The access token of somebody new who signed in with an authenticator app.</summary>
    public async Task<string> NewProvenTokenAsync()
    {
        var world = await MfaWorld.CreateAsync(this);
        var app = await world.AddAppAsync("alice");
        return (await world.SignInAsync("alice", app.Code())).ShouldSucceed().Text("AuthenticationResult.AccessToken")!;
    }

    /// <summary>As <see cref="NewMfaTokenAsync"/>, with an authenticator app that waits to be verified.</summary>
    internal async Task<(string Access, TestAuthenticator App)> NewAuthenticatorAsync()
    {
        var token = await NewMfaTokenAsync();
        var begun = await CallPublicAsync("AssociateSoftwareToken", new { AccessToken = token });
        return (token, new TestAuthenticator(begun.ShouldSucceed().Text("SecretCode")!, Clock));
    }

    /// <summary>The access token of somebody new who has an authenticator app.</summary>
    public async Task<string> AddAuthenticatorAsync()
    {
        var (token, app) = await NewAuthenticatorAsync();
        var verification = new { AccessToken = token, UserCode = app.Code(), FriendlyDeviceName = "Phone" };
        (await CallPublicAsync("VerifySoftwareToken", verification)).ShouldSucceed();
        return token;
    }
}
