using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class CreateUserPoolClientTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Callback = "https://app.example/callback";

    [Fact]
    public async Task A_client_with_only_a_name_has_the_defaults_of_the_API()
    {
        var answer = await server.TryCreateClientAsync(new { });

        answer.ShouldSucceed().Text("UserPoolClient.ClientId")!.ShouldMatch("^[0-9a-z]{26}$");
        answer.Text("UserPoolClient.ClientSecret").ShouldBeNull();
        answer.Text("UserPoolClient.ExplicitAuthFlows").ShouldBeNull();
        answer.Text("UserPoolClient.RefreshTokenValidity").ShouldBe("30");
        answer.Text("UserPoolClient.EnableTokenRevocation").ShouldBe("true");
        answer.Text("UserPoolClient.EnablePropagateAdditionalUserContextData").ShouldBe("false");
        answer.Text("UserPoolClient.AllowedOAuthFlowsUserPoolClient").ShouldBe("false");
        answer.Text("UserPoolClient.AuthSessionValidity").ShouldBe("3");
    }

    [Fact]
    public async Task A_generated_secret_has_51_characters_and_a_given_one_is_kept()
    {
        var generated = await server.TryCreateClientAsync(new { GenerateSecret = true });
        var given = await server.TryCreateClientAsync(new { ClientSecret = "abcdefghijklmnopqrstuvwx" });
        var both = await server.TryCreateClientAsync(
            new { GenerateSecret = true, ClientSecret = "abcdefghijklmnopqrstuvwx" });

        generated.ShouldSucceed().Text("UserPoolClient.ClientSecret")!.ShouldMatch("^[0-9a-z]{51}$");
        given.ShouldSucceed().Text("UserPoolClient.ClientSecret").ShouldBe("abcdefghijklmnopqrstuvwx");
        both.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task The_commands_of_guides_work()
    {
        var answer = await server.TryCreateClientAsync(new
        {
            AllowedOAuthFlows = new[] { "authorization_code", "implicit" },
            AllowedOAuthScopes = new[] { "openid" },
            CallbackURLs = new[] { Callback },
        });

        answer.ShouldSucceed().Text("UserPoolClient.AllowedOAuthFlows").ShouldBe("""["code","implicit"]""");
        answer.Text("UserPoolClient.AllowedOAuthFlowsUserPoolClient").ShouldBe("true");
    }

    [Fact]
    public async Task A_strict_pool_answers_them_as_AWS_does()
    {
        var strict = new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } };
        var pool = await server.CreatePoolAsync(strict);

        var misnomer = await server.TryCreateClientAsync(
            new { AllowedOAuthFlows = new[] { "authorization_code" } }, pool);
        var unswitched = await server.TryCreateClientAsync(new { AllowedOAuthFlows = new[] { "code" } }, pool);

        misnomer.ShouldRefuse("InvalidParameterException");
        unswitched.ShouldRefuse("InvalidOAuthFlowException");
    }

    [Fact]
    public async Task Client_credentials_need_a_secret()
    {
        var answer = await server.TryCreateClientAsync(new
        {
            AllowedOAuthFlows = new[] { "client_credentials" },
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthScopes = new[] { "openid" },
        });

        answer.ShouldRefuse(
            "InvalidOAuthFlowException",
            "client_credentials flow can not be selected if client does not have a client secret.");
    }

    [Fact]
    public async Task Client_credentials_stand_alone()
    {
        var answer = await server.TryCreateClientAsync(new
        {
            GenerateSecret = true,
            AllowedOAuthFlows = new[] { "client_credentials", "code" },
            AllowedOAuthFlowsUserPoolClient = true,
            AllowedOAuthScopes = new[] { "openid" },
        });

        answer.ShouldRefuse(
            "InvalidOAuthFlowException",
            "client_credentials flow can not be selected along with code flow or implicit flow.");
    }

    [Fact]
    public async Task Scopes_exist()
    {
        var pool = await server.CreatePoolAsync();
        await server.CallAsync("CreateResourceServer", new
        {
            UserPoolId = pool,
            Identifier = "https://api.example/v1",
            Name = "api",
            Scopes = new[] { new { ScopeName = "read", ScopeDescription = "Reads" } },
        });

        var known = await server.TryCreateClientAsync(
            new { AllowedOAuthScopes = new[] { "https://api.example/v1/read", "openid" } }, pool);
        var unknown = await server.TryCreateClientAsync(
            new { AllowedOAuthScopes = new[] { "https://api.example/v1/write" } }, pool);

        known.ShouldSucceed();
        unknown.ShouldRefuse("ScopeDoesNotExistException");
    }

    [Theory]
    [InlineData("https://app.example/callback", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("http://127.0.0.1/callback", true)]
    [InlineData("http://[::1]:8080/callback", true)]
    [InlineData("myapp://signed-in", true)]
    [InlineData("com.example.app:/signed-in", true)]
    [InlineData("http://app.example/callback", false)]
    [InlineData("http://localhost.example/callback", false)]
    [InlineData("https://app.example/callback#fragment", false)]
    [InlineData("https://user@app.example/callback", false)]
    [InlineData("https://app.example\\@evil.example", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JavaScript:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("/callback", false)]
    [InlineData("app.example/callback", false)]
    public async Task Addresses_are_such_that_a_browser_may_be_sent_there(string url, bool isGood)
    {
        var callback = await server.TryCreateClientAsync(new { CallbackURLs = new[] { url } });
        var logout = await server.TryCreateClientAsync(new { LogoutURLs = new[] { url } });

        callback.Error.ShouldBe(isGood ? null : "InvalidParameterException");
        logout.Error.ShouldBe(isGood ? null : "InvalidParameterException");
    }

    [Fact]
    public async Task The_default_address_is_among_the_callbacks()
    {
        var answer = await server.TryCreateClientAsync(
            new { CallbackURLs = new[] { Callback }, DefaultRedirectURI = Callback + "/" });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Theory]
    [InlineData(true, "ALLOW_USER_PASSWORD_AUTH", "ALLOW_CLIENT_TOKEN_AUTH")]
    [InlineData(true, "ADMIN_NO_SRP_AUTH", "USER_PASSWORD_AUTH")]
    [InlineData(false, "ADMIN_NO_SRP_AUTH", "ALLOW_USER_SRP_AUTH")]
    public async Task Old_and_new_names_of_flows_do_not_mix(bool isGood, params string[] flows)
    {
        var answer = await server.TryCreateClientAsync(new { ExplicitAuthFlows = flows });

        answer.Error.ShouldBe(isGood ? null : "InvalidParameterException");
    }

    [Fact]
    public async Task Rotation_and_the_refresh_flow_exclude_each_other()
    {
        var rotation = new { Feature = "ENABLED", RetryGracePeriodSeconds = 10 };

        var refused = await server.TryCreateClientAsync(new
        {
            RefreshTokenRotation = rotation,
            ExplicitAuthFlows = new[] { "ALLOW_REFRESH_TOKEN_AUTH" },
        });
        var made = await server.TryCreateClientAsync(new { RefreshTokenRotation = rotation });

        refused.ShouldRefuse("InvalidParameterException");
        made.ShouldSucceed().Text("UserPoolClient.RefreshTokenRotation.RetryGracePeriodSeconds").ShouldBe("10");
    }

    [Theory]
    [InlineData("COGNITO", null)]
    [InlineData("Google", "InvalidParameterException")]
    public async Task Identity_providers_exist(string provider, string? refusal)
    {
        var answer = await server.TryCreateClientAsync(new { SupportedIdentityProviders = new[] { provider } });

        answer.Error.ShouldBe(refusal);
    }

    [Theory]
    [InlineData("email", "email", null)]
    [InlineData("email_verified", "name", null)]
    [InlineData("custom:none", "name", "Invalid read attributes specified while creating a client")]
    [InlineData("name", "email_verified", "Invalid write attributes specified while creating a client")]
    [InlineData("name", "custom:none", "Invalid write attributes specified while creating a client")]
    public async Task Attributes_to_read_and_write_exist(string read, string write, string? refusal)
    {
        var answer = await server.TryCreateClientAsync(
            new { ReadAttributes = new[] { read }, WriteAttributes = new[] { write } });

        answer.Text("message").ShouldBe(refusal);
    }
}
