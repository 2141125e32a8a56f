namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Second factors.
internal static partial class SampleCalls
{
    private static Dictionary<string, Func<SampleWorld, Task<object>>> MfaCalls => new()
    {
        ["AdminDeleteSoftwareToken"] = OfUser(),
        ["AssociateSoftwareToken"] = async w => new { AccessToken = await w.NewMfaTokenAsync() },
        ["VerifySoftwareToken"] = async w =>
        {
            var (access, app) = await w.NewAuthenticatorAsync();
            return new { AccessToken = access, UserCode = app.Code(), FriendlyDeviceName = "Phone" };
        },
    };
}
