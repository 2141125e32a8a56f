using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

public sealed class SetUserPoolMfaConfigTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private static readonly object App = new { Enabled = true };

    [Fact]
    public async Task What_is_set_is_told()
    {
        var pool = await server.CreatePoolAsync();

        var set = await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = pool,
            MfaConfiguration = "OPTIONAL",
            SoftwareTokenMfaConfiguration = App,
            SmsMfaConfiguration = new { SmsAuthenticationMessage = "Code {####}" },
            EmailMfaConfiguration = new { Subject = "A code", Message = "It is {####}" },
        });

        set.ShouldSucceed();
        var told = await GetAsync(pool);
        foreach (var answer in new[] { set, told })
        {
            answer.Text("MfaConfiguration").ShouldBe("OPTIONAL");
            answer.Json.GetProperty("SoftwareTokenMfaConfiguration").GetProperty("Enabled").GetBoolean().ShouldBeTrue();
            answer.Text("SmsMfaConfiguration.SmsAuthenticationMessage").ShouldBe("Code {####}");
            answer.Text("EmailMfaConfiguration.Subject").ShouldBe("A code");
        }
    }

    [Theory]
    [InlineData("ON")]
    [InlineData("OPTIONAL")]
    public async Task A_second_factor_that_is_asked_for_must_exist(string configuration)
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync(
            "SetUserPoolMfaConfig",
            new { UserPoolId = pool, MfaConfiguration = configuration });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "Invalid MFA configuration given, can't disable all MFAs with a required or optional configuration.");
    }

    [Fact]
    public async Task A_factor_can_not_be_configured_while_turning_it_all_off()
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync(
            "SetUserPoolMfaConfig",
            new { UserPoolId = pool, MfaConfiguration = "OFF", SoftwareTokenMfaConfiguration = App });

        answer.ShouldRefuse(
            "InvalidParameterException",
            "Invalid MFA configuration given, can't turn off MFA and configure an MFA together.");
    }

    [Fact]
    public async Task Passkeys_are_set_beside_the_factors_and_leave_them_alone()
    {
        var pool = await server.CreatePoolAsync();
        await SetAsync(pool, "OPTIONAL");

        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = pool,
            WebAuthnConfiguration = new { RelyingPartyId = "login.example.com", UserVerification = "required" },
        })).ShouldSucceed();
        await SetAsync(pool, "ON");

        var told = await GetAsync(pool);
        told.Text("MfaConfiguration").ShouldBe("ON");
        told.Text("WebAuthnConfiguration.RelyingPartyId").ShouldBe("login.example.com");
        told.Text("WebAuthnConfiguration.UserVerification").ShouldBe("required");
    }

    [Theory]
    [InlineData("https://example.com")]
    [InlineData("example.com/login")]
    [InlineData("example.com:8080")]
    [InlineData("Example.com")]
    [InlineData("127.0.0.1")]
    public async Task A_relying_party_is_a_host_name(string id)
    {
        var pool = await server.CreatePoolAsync();

        var answer = await server.CallAsync(
            "SetUserPoolMfaConfig",
            new { UserPoolId = pool, WebAuthnConfiguration = new { RelyingPartyId = id } });

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task UpdateUserPool_leaves_the_factors_and_passkeys_alone()
    {
        var pool = await server.CreatePoolAsync();
        await SetAsync(pool, "ON");

        (await server.CallAsync("UpdateUserPool", new { UserPoolId = pool })).ShouldSucceed();
        (await GetAsync(pool)).Text("MfaConfiguration").ShouldBe("OFF");
        (await server.CallAsync("UpdateUserPool", new { UserPoolId = pool, MfaConfiguration = "ON" })).ShouldSucceed();

        var told = await GetAsync(pool);
        told.Text("MfaConfiguration").ShouldBe("ON");
        told.Json.GetProperty("SoftwareTokenMfaConfiguration").GetProperty("Enabled").GetBoolean().ShouldBeTrue();
        told.Json.TryGetProperty("SmsMfaConfiguration", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_strict_pool_needs_the_means_that_AWS_needs()
    {
        var pool = await server.CreatePoolAsync(new { UserPoolTags = new Dictionary<string, string> { ["hostedauth:strict"] = "true" } });

        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = pool,
            MfaConfiguration = "ON",
            SmsMfaConfiguration = new { SmsAuthenticationMessage = "Code {####}" },
        })).ShouldRefuse("InvalidParameterException");
        (await server.CallAsync("SetUserPoolMfaConfig", new
        {
            UserPoolId = pool,
            MfaConfiguration = "ON",
            EmailMfaConfiguration = new { Subject = "A code" },
        })).ShouldRefuse("InvalidParameterException");
        await SetAsync(pool, "ON");
    }

    private async Task SetAsync(string pool, string configuration) =>
        (await server.CallAsync(
            "SetUserPoolMfaConfig",
            new { UserPoolId = pool, MfaConfiguration = configuration, SoftwareTokenMfaConfiguration = App })).ShouldSucceed();

    private Task<ApiAnswer> GetAsync(string pool) => server.CallAsync("GetUserPoolMfaConfig", new { UserPoolId = pool });
}
