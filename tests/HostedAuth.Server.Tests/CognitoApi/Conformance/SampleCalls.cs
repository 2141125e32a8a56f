using System.Text.Json;
using System.Text.Json.Nodes;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

/// <summary>One good request for each operation that is built. A new operation needs a line here.</summary>
internal static partial class SampleCalls
{
    private static readonly Dictionary<string, Func<SampleWorld, Task<object>>> Calls = new()
    {
        ["AddCustomAttributes"] = Of(w => new
        {
            UserPoolId = w.PoolId,
            CustomAttributes = new[] { new { Name = $"a{Guid.NewGuid():N}"[..20], AttributeDataType = "String" } },
        }),
        ["AdminConfirmSignUp"] = async w => new { UserPoolId = w.PoolId, Username = (await w.NewSignUpAsync()).Name },
        ["AdminCreateUser"] = Of(w => new
        {
            UserPoolId = w.PoolId,
            Username = SampleWorld.NewName(),
            MessageAction = "SUPPRESS",
            UserAttributes = new[] { SampleWorld.Pair("email", People.NewEmail()) },
        }),
        ["AdminDeleteUser"] = OfUser(),
        ["AdminDeleteUserAttributes"] = async w =>
            new { UserPoolId = w.PoolId, Username = await w.NewUserAsync(), UserAttributeNames = new[] { "name" } },
        ["AdminDisableUser"] = OfUser(),
        ["AdminEnableUser"] = OfUser(),
        ["AdminGetUser"] = OfUser(),
        ["AdminInitiateAuth"] = async w => new
        {
            UserPoolId = w.PoolId,
            w.ClientId,
            AuthFlow = "ADMIN_USER_PASSWORD_AUTH",
            AuthParameters = new { USERNAME = await w.NewUserAsync(), PASSWORD = People.Password },
        },
        ["AdminResetUserPassword"] = OfUser(),
        ["AdminRespondToAuthChallenge"] = async w =>
        {
            var (name, session) = await w.StartNewPasswordAsync();
            return new
            {
                UserPoolId = w.PoolId,
                w.ClientId,
                ChallengeName = "NEW_PASSWORD_REQUIRED",
                Session = session,
                ChallengeResponses = new { USERNAME = name, NEW_PASSWORD = "Another-horse-8" },
            };
        },
        ["AdminSetUserPassword"] = async w =>
            new { UserPoolId = w.PoolId, Username = await w.NewUserAsync(), Password = "Another-horse-8", Permanent = true },
        ["AdminUpdateUserAttributes"] = async w => new
        {
            UserPoolId = w.PoolId,
            Username = await w.NewUserAsync(),
            UserAttributes = new[] { SampleWorld.Pair("name", "Ada") },
        },
        ["AdminUserGlobalSignOut"] = OfUser(),
        ["ChangePassword"] = async w => new
        {
            AccessToken = (await w.SignInAsync()).Access,
            PreviousPassword = People.Password,
            ProposedPassword = "Another-horse-8",
        },
        ["ConfirmForgotPassword"] = async w =>
        {
            var (name, code) = await w.ForgetPasswordAsync();
            return new { w.ClientId, Username = name, ConfirmationCode = code, Password = "Another-horse-8" };
        },
        ["ConfirmSignUp"] = async w =>
        {
            var (name, code) = await w.NewSignUpAsync();
            return new { w.ClientId, Username = name, ConfirmationCode = code };
        },
        ["CreateResourceServer"] = Of(w => new
        {
            UserPoolId = w.PoolId,
            Identifier = SampleWorld.NewName(),
            Name = "api",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads." } },
        }),
        ["CreateUserPool"] = Of(_ => new
        {
            PoolName = "pool",
            AutoVerifiedAttributes = new[] { "email" },
            UserPoolTags = new { team = "blue" },
        }),
        ["CreateUserPoolDomain"] = async w =>
            new { UserPoolId = await w.CreatePoolAsync(), Domain = SampleWorld.NewName() },
        ["DeleteResourceServer"] = OfResourceServer(),
        ["DeleteUser"] = async w => new { AccessToken = (await w.SignInAsync()).Access },
        ["DeleteUserAttributes"] = async w =>
            new { AccessToken = (await w.SignInAsync()).Access, UserAttributeNames = new[] { "name" } },
        ["DeleteUserPool"] = async w => new { UserPoolId = await w.CreatePoolAsync() },
        ["DeleteUserPoolDomain"] = async w =>
        {
            var (poolId, domain) = await w.NewDomainAsync();
            return new { UserPoolId = poolId, Domain = domain };
        },
        ["DescribeResourceServer"] = OfResourceServer(),
        ["DescribeUserPool"] = Of(w => new { UserPoolId = w.PoolId }),
        ["DescribeUserPoolDomain"] = async w => new { (await w.NewDomainAsync()).Domain },
        ["ForgotPassword"] = async w => new { w.ClientId, Username = await w.NewUserAsync() },
        ["GetClientToken"] = async w =>
        {
            var client = await w.NewServiceAsync();
            return new { ClientId = client.Id, client.Secret };
        },
        ["GetTokensFromRefreshToken"] = async w => new { RefreshToken = (await w.SignInAsync()).Refresh, w.ClientId },
        ["GetUser"] = async w => new { AccessToken = (await w.SignInAsync()).Access },
        ["GetUserAttributeVerificationCode"] = async w =>
            new { AccessToken = (await w.SignInAsync()).Access, AttributeName = "email" },
        ["GetUserPoolMfaConfig"] = Of(w => new { UserPoolId = w.PoolId }),
        ["GlobalSignOut"] = async w => new { AccessToken = (await w.SignInAsync()).Access },
        ["InitiateAuth"] = async w => w.PasswordSignIn(await w.NewUserAsync()),
        ["ListResourceServers"] = Of(w => new { UserPoolId = w.PoolId, MaxResults = 10 }),
        ["ListTagsForResource"] = Of(w => new { ResourceArn = w.PoolArn }),
        ["ListUserPools"] = Of(_ => new { MaxResults = 10 }),
        ["ListUsers"] = Of(w => new { UserPoolId = w.PoolId, Limit = 10, Filter = "email ^= \"a\"" }),
        ["ResendConfirmationCode"] = async w => new { w.ClientId, Username = (await w.NewSignUpAsync()).Name },
        ["RespondToAuthChallenge"] = async w =>
        {
            var (name, session) = await w.StartNewPasswordAsync();
            return new
            {
                w.ClientId,
                ChallengeName = "NEW_PASSWORD_REQUIRED",
                Session = session,
                ChallengeResponses = new { USERNAME = name, NEW_PASSWORD = "Another-horse-8" },
            };
        },
        ["RevokeToken"] = async w => new { Token = (await w.SignInAsync()).Refresh, w.ClientId },
        ["SetUserPoolMfaConfig"] = async w => new
        {
            UserPoolId = await w.CreatePoolAsync(),
            MfaConfiguration = "OPTIONAL",
            SoftwareTokenMfaConfiguration = new { Enabled = true },
        },
        ["SignUp"] = Of(w => new
        {
            w.ClientId,
            Username = SampleWorld.NewName(),
            People.Password,
            UserAttributes = new[] { SampleWorld.Pair("email", People.NewEmail()) },
        }),
        ["TagResource"] = Of(w => new { ResourceArn = w.PoolArn, Tags = new { team = "blue" } }),
        ["UntagResource"] = Of(w => new { ResourceArn = w.PoolArn, TagKeys = new[] { "team" } }),
        ["UpdateResourceServer"] = async w =>
            new { UserPoolId = w.PoolId, Identifier = await w.NewResourceServerAsync(), Name = "other" },
        ["UpdateUserAttributes"] = async w => new
        {
            AccessToken = (await w.SignInAsync()).Access,
            UserAttributes = new[] { SampleWorld.Pair("email", People.NewEmail()) },
        },
        ["UpdateUserPool"] = async w => new { UserPoolId = await w.CreatePoolAsync(), MfaConfiguration = "OFF" },
        ["UpdateUserPoolDomain"] = async w =>
        {
            var (poolId, domain) = await w.NewDomainAsync(custom: true);
            return new
            {
                UserPoolId = poolId,
                Domain = domain,
                CustomDomainConfig = new { SampleWorld.CertificateArn },
            };
        },
        ["VerifyUserAttribute"] = async w =>
        {
            var (access, code) = await w.ChangeAddressAsync();
            return new { AccessToken = access, AttributeName = "email", Code = code };
        },
    };

    /// <summary>Those above, and those of the groups that have a file of their own; put together late, since files have no order.</summary>
    private static Dictionary<string, Func<SampleWorld, Task<object>>> All => field ??= new(
    [
        .. Calls,
        .. ClientCalls,
        .. GroupCalls,
        .. PasskeyCalls,
        .. RiskCalls,
        .. DeviceCalls,
        .. SessionCalls,
        .. ConsentCalls,
        .. MfaCalls,
        .. MessageCalls,
        .. TriggerCalls,
        .. KeyCalls,
    ]);

    public static IEnumerable<string> Operations => All.Keys;

    /// <summary>The members of a good request.</summary>
    public static async Task<JsonObject> MakeAsync(string operation, SampleWorld world) =>
        JsonSerializer.SerializeToNode(await All[operation](world))!.AsObject();

    private static Func<SampleWorld, Task<object>> Of(Func<SampleWorld, object> make) => w => Task.FromResult(make(w));

    private static Func<SampleWorld, Task<object>> OfUser() =>
        async w => new { UserPoolId = w.PoolId, Username = await w.NewUserAsync() };

    private static Func<SampleWorld, Task<object>> OfResourceServer() =>
        async w => new { UserPoolId = w.PoolId, Identifier = await w.NewResourceServerAsync() };
}
