using System.Text.Json.Nodes;
using HostedAuth.Core.Risk;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

/// <summary>A server with a pool, a client, a group and people in it, for calls that need some.</summary>
public sealed partial class SampleWorld : HostedAuthServer, IAsyncLifetime
{
    public string PoolId { get; private set; } = "";

    public string ClientId { get; private set; } = "";

    public string PoolArn => $"arn:aws:cognito-idp:us-east-1:000000000000:userpool/{PoolId}";

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        (PoolId, ClientId) = await this.CreateOpenPoolAsync(
            new
            {
                AutoVerifiedAttributes = new[] { "email" },
                UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" },
                Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "WEB_AUTHN" } } },
            },
            new
            {
                ExplicitAuthFlows = new[] { "ALLOW_USER_PASSWORD_AUTH", "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH" },
            });
    }

    /// <summary>Somebody who has set a password.</summary>
    public async Task<string> NewUserAsync()
    {
        var name = await NewInvitedUserAsync();
        var set = new { UserPoolId = PoolId, Username = name, People.Password, Permanent = true };
        (await CallAsync("AdminSetUserPassword", set)).ShouldSucceed();
        return name;
    }

    /// <summary>Somebody who must change a temporary password.</summary>
    public async Task<string> NewInvitedUserAsync()
    {
        var name = $"user-{Guid.NewGuid():N}";
        var email = $"{name}@example.com";
        (await CallAsync("AdminCreateUser", new
        {
            UserPoolId = PoolId,
            Username = name,
            TemporaryPassword = People.Password,
            MessageAction = "SUPPRESS",
            UserAttributes = new[] { Pair("email", email), Pair("email_verified", "true") },
        })).ShouldSucceed();
        return name;
    }

    /// <summary>Somebody who has signed up and not confirmed; gives the name and the code sent.</summary>
    public async Task<(string Name, string Code)> NewSignUpAsync()
    {
        var email = People.NewEmail();
        var name = $"user-{Guid.NewGuid():N}";
        (await this.SignUpAsync(ClientId, name, email)).ShouldSucceed();
        return (name, await this.CodeToAsync(email));
    }

    /// <summary>The tokens of somebody new.</summary>
    public async Task<(string Access, string Refresh)> SignInAsync()
    {
        var answer = await CallPublicAsync("InitiateAuth", PasswordSignIn(await NewUserAsync()));
        return (answer.ShouldSucceed().Text("AuthenticationResult.AccessToken")!, answer.Text("AuthenticationResult.RefreshToken")!);
    }

    /// <summary>A sign-in that waits for a new password; gives the name and the session.</summary>
    public async Task<(string Name, string Session)> StartNewPasswordAsync()
    {
        var name = await NewInvitedUserAsync();
        var answer = await CallPublicAsync("InitiateAuth", PasswordSignIn(name));
        answer.ShouldSucceed().Text("ChallengeName").ShouldBe("NEW_PASSWORD_REQUIRED");
        return (name, answer.Text("Session")!);
    }

    public object PasswordSignIn(string name) => new
    {
        ClientId,
        AuthFlow = "USER_PASSWORD_AUTH",
        AuthParameters = new Dictionary<string, string> { ["USERNAME"] = name, ["PASSWORD"] = People.Password },
    };

    /// <summary>A code that resets a forgotten password.</summary>
    public async Task<(string Name, string Code)> ForgetPasswordAsync()
    {
        var name = await NewUserAsync();
        (await this.ForgotPasswordAsync(ClientId, name)).ShouldSucceed();
        return (name, await this.CodeToAsync($"{name}@example.com"));
    }

    /// <summary>A passkey that waits to be registered; gives the access token and RegistrationResponseJSON.</summary>
    public async Task<(string Access, JsonObject Credential)> NewCredentialAsync()
    {
        var (access, _) = await SignInAsync();
        var begun = await CallPublicAsync("StartWebAuthnRegistration", new { AccessToken = access });
        return (access, new SoftwareAuthenticator().Register(begun.ShouldSucceed().Text("CredentialCreationOptions")!));
    }

    /// <summary>Somebody new whose changed address waits for its code; gives the access token and the code.</summary>
    public async Task<(string Access, string Code)> ChangeAddressAsync()
    {
        var (access, _) = await SignInAsync();
        var email = People.NewEmail();
        var change = new { AccessToken = access, UserAttributes = new[] { Pair("email", email) } };
        (await CallPublicAsync("UpdateUserAttributes", change)).ShouldSucceed();
        return (access, await this.CodeToAsync(email));
    }

    /// <summary>Somebody who has signed in; gives the name, the event, and what lets its mail's reader speak of it.</summary>
    public async Task<(string Name, string EventId, string Token)> NewAuthEventAsync()
    {
        var name = await NewUserAsync();
        (await CallPublicAsync("InitiateAuth", PasswordSignIn(name))).ShouldSucceed();
        var events = await CallAsync("AdminListUserAuthEvents", new { UserPoolId = PoolId, Username = name });
        var id = events.ShouldSucceed().Text("AuthEvents.0.EventId").ShouldNotBeNull();
        var user = await this.ReadUserAsync(PoolId, name);
        var token = await this.InPoolAsync(PoolId, services =>
            Task.FromResult(services.GetRequiredService<AuthEventFeedback>().TokenFor(id, user.Id).Value));
        return (name, id, token);
    }

    public async Task<string> NewGroupAsync(string? member = null)
    {
        var name = $"group-{Guid.NewGuid():N}";
        (await CallAsync("CreateGroup", new { UserPoolId = PoolId, GroupName = name })).ShouldSucceed();
        if (member is not null)
        {
            var add = new { UserPoolId = PoolId, GroupName = name, Username = member };
            (await CallAsync("AdminAddUserToGroup", add)).ShouldSucceed();
        }

        return name;
    }

    public async Task<string> NewResourceServerAsync()
    {
        var identifier = $"https://{Guid.NewGuid():N}.example.com";
        (await CallAsync("CreateResourceServer", new { UserPoolId = PoolId, Identifier = identifier, Name = "api" })).ShouldSucceed();
        return identifier;
    }

    /// <summary>A client that acts for itself.</summary>
    public async Task<TestClient> NewServiceAsync()
    {
        var identifier = NewName();
        var scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads." } };
        (await CallAsync("CreateResourceServer", new { UserPoolId = PoolId, Identifier = identifier, Name = "api", Scopes = scopes }))
            .ShouldSucceed();
        return await CreateClientAsync(PoolId, new
        {
            GenerateSecret = true,
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthScopes = new[] { $"{identifier}/read" },
        });
    }

    /// <summary>A pool with a domain; gives both.</summary>
    public async Task<(string PoolId, string Domain)> NewDomainAsync(bool custom = false)
    {
        var poolId = await CreatePoolAsync();
        var domain = custom ? $"{NewName()}.example.com" : NewName();
        var config = custom ? new { CertificateArn } : null;
        (await CallAsync("CreateUserPoolDomain", new { UserPoolId = poolId, Domain = domain, CustomDomainConfig = config }))
            .ShouldSucceed();
        return (poolId, domain);
    }

    public static string CertificateArn => "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";

    public static string NewName() => $"n{Guid.NewGuid():N}";

    public static object Pair(string name, string value) => new { Name = name, Value = value };
}
