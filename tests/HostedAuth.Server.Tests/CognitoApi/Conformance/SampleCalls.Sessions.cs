namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

// Of sessions and what is configured of them.
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> SessionCalls = new()
    {
        ["AdminListUserSessions"] = OfUser(),
        ["AdminRevokeUserSession"] = async w =>
        {
            var name = await w.NewUserAsync();
            (await w.CallPublicAsync("InitiateAuth", w.PasswordSignIn(name))).ShouldSucceed();
            var listed = await w.CallAsync("AdminListUserSessions", new { UserPoolId = w.PoolId, Username = name });
            var id = listed.ShouldSucceed().Text("Sessions.0.SessionId");
            return new { UserPoolId = w.PoolId, Username = name, SessionId = id };
        },
        ["GetUserPoolClientSessionConfiguration"] = OfClient(),
        ["GetUserPoolSessionConfiguration"] = Of(w => new { UserPoolId = w.PoolId }),
        ["ListUserSessions"] = async w => new { AccessToken = (await w.SignInAsync()).Access },
        ["RevokeUserSession"] = async w =>
        {
            var name = await w.NewUserAsync();
            (await w.CallPublicAsync("InitiateAuth", w.PasswordSignIn(name))).ShouldSucceed();
            var own = await w.CallPublicAsync("InitiateAuth", w.PasswordSignIn(name));
            var access = own.Text("AuthenticationResult.AccessToken");
            var listed = await w.CallPublicAsync("ListUserSessions", new { AccessToken = access });
            var other = listed.ShouldSucceed().Json.GetProperty("Sessions").EnumerateArray()
                .First(session => !session.GetProperty("IsCurrentSession").GetBoolean());
            return new { AccessToken = access, SessionId = other.GetProperty("SessionId").GetString() };
        },
        ["SetUserPoolClientSessionConfiguration"] = async w => new
        {
            UserPoolId = w.PoolId,
            ClientId = (await w.CreateClientAsync(w.PoolId)).Id,
            SSOSession = new { MaxValidityMinutes = 120 },
        },
        ["SetUserPoolSessionConfiguration"] = async w => new
        {
            UserPoolId = await w.CreatePoolAsync(),
            UserSessionTracking = "ENABLED",
            TokenSession = new { MaxPerUser = 5 },
        },
    };
}
