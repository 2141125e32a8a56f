namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Passkeys.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> PasskeyCalls = new()
    {
        ["CompleteWebAuthnRegistration"] = async w =>
        {
            var (token, credential) = await w.NewCredentialAsync();
            return new { AccessToken = token, Credential = credential };
        },
        ["DeleteWebAuthnCredential"] = async w =>
        {
            var (token, credential) = await w.NewCredentialAsync();
            (await w.CallPublicAsync("CompleteWebAuthnRegistration", new { AccessToken = token, Credential = credential }))
                .ShouldSucceed();
            return new { AccessToken = token, CredentialId = credential["id"]!.GetValue<string>() };
        },
        ["ListWebAuthnCredentials"] = async w => new { AccessToken = (await w.SignInAsync()).Access, MaxResults = 10 },
        ["StartWebAuthnRegistration"] = async w => new { AccessToken = (await w.SignInAsync()).Access },
    };
}
