namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Second factors.
internal static partial class SampleCalls
{
    private static Dictionary<string, Func<SampleWorld, Task<object>>> MfaCalls => new()
    {
        ["AdminDeleteSoftwareToken"] = OfUser(),
        ["AdminGetUserAuthFactors"] = OfUser(),
        ["AdminSetUserMFAPreference"] = async w => new
        {
            UserPoolId = w.PoolId,
            Username = await w.NewUserAsync(),
            SMSMfaSettings = new { Enabled = false, PreferredMfa = false },
        },
        ["AdminSetUserSettings"] = async w =>
            new { UserPoolId = w.PoolId, Username = await w.NewUserAsync(), MFAOptions = Array.Empty<object>() },
        ["AssociateSoftwareToken"] = async w => new { AccessToken = await w.NewMfaTokenAsync() },
        ["DeleteSoftwareToken"] = async w =>
        {
            var access = await w.AddAuthenticatorAsync();
            var listed = await w.CallPublicAsync("ListSoftwareTokens", new { AccessToken = access });
            return new { AccessToken = access, SoftwareTokenId = listed.Text("SoftwareTokens.0.SoftwareTokenId") };
        },
        ["GetUserAuthFactors"] = async w => new { AccessToken = await w.NewMfaTokenAsync() },
        ["ListSoftwareTokens"] = async w => new { AccessToken = await w.AddAuthenticatorAsync() },
        ["RegenerateRecoveryCodes"] = async w => new { AccessToken = await w.NewProvenTokenAsync() },
        ["SetUserMFAPreference"] = async w => new
        {
            AccessToken = await w.NewMfaTokenAsync(),
            SMSMfaSettings = new { Enabled = true, PreferredMfa = true },
        },
        ["SetUserSettings"] = async w => new
        {
            AccessToken = await w.NewMfaTokenAsync(),
            MFAOptions = new[] { new { DeliveryMedium = "SMS", AttributeName = "phone_number" } },
        },
        ["VerifySoftwareToken"] = async w =>
        {
            var (access, app) = await w.NewAuthenticatorAsync();
            return new { AccessToken = access, UserCode = app.Code(), FriendlyDeviceName = "Phone" };
        },
    };
}
