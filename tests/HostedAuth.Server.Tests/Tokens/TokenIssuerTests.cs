using System.Text.Json;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Tokens;

public sealed class TokenIssuerTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task The_API_issues_access_tokens_with_Cognitos_claims()
    {
        var workshop = await TokenWorkshop.CreateAsync(server, groups: TokenWorkshop.Group("staff"));

        var claims = TokenWorkshop.ClaimsOf((await workshop.SignInAsync()).AccessToken);

        NamesOf(claims).ShouldBe(
            "sub cognito:groups iss client_id origin_jti event_id token_use scope auth_time exp iat jti amr username");
        claims.GetProperty("sub").GetString().ShouldBe(workshop.UserId);
        claims.GetProperty("iss").GetString().ShouldBe(workshop.Issuer);
        claims.GetProperty("client_id").GetString().ShouldBe(workshop.ClientId);
        claims.GetProperty("token_use").GetString().ShouldBe("access");
        claims.GetProperty("scope").GetString().ShouldBe("aws.cognito.signin.user.admin");
        claims.GetProperty("username").GetString().ShouldBe("ann");
        claims.GetProperty("auth_time").GetInt64().ShouldBe(workshop.Now.ToUnixTimeSeconds());
        claims.GetProperty("exp").GetInt64().ShouldBe(workshop.Now.ToUnixTimeSeconds() + 3600);
    }

    [Fact]
    public async Task The_API_issues_ID_tokens_with_Cognitos_claims()
    {
        var workshop = await TokenWorkshop.CreateAsync(
            server,
            new() { ReadAttributes = ["email", "email_verified", "address", "custom:level"] },
            new()
            {
                ["email"] = "ann@example.com",
                ["email_verified"] = "true",
                ["address"] = "1 High Street",
                ["custom:level"] = "7",
                ["name"] = "Ann",
            },
            TokenWorkshop.Group("staff", 2, "arn:aws:iam::1:role/staff"),
            TokenWorkshop.Group("admins", 1, "arn:aws:iam::1:role/admins"));

        var claims = TokenWorkshop.ClaimsOf((await workshop.SignInAsync()).IdToken);

        NamesOf(claims).Split(' ').Order().ShouldBe(
            ("sub cognito:groups cognito:preferred_role cognito:roles iss cognito:username origin_jti aud event_id "
            + "token_use auth_time exp iat jti amr email email_verified address custom:level").Split(' ').Order());
        claims.GetProperty("token_use").GetString().ShouldBe("id");
        claims.GetProperty("aud").GetString().ShouldBe(workshop.ClientId);
        claims.GetProperty("cognito:username").GetString().ShouldBe("ann");
        claims.GetProperty("cognito:groups").GetRawText().ShouldBe("""["admins","staff"]""");
        claims.GetProperty("cognito:preferred_role").GetString().ShouldBe("arn:aws:iam::1:role/admins");
        claims.GetProperty("email_verified").ValueKind.ShouldBe(JsonValueKind.True);
        claims.GetProperty("address").GetRawText().ShouldBe("""{"formatted":"1 High Street"}""");
        claims.GetProperty("custom:level").GetString().ShouldBe("7");
    }

    [Fact]
    public async Task OAuth_tokens_have_version_nonce_and_at_hash()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        var tokens = await workshop.SignInByOAuthAsync("openid", "email");

        var access = TokenWorkshop.ClaimsOf(tokens.AccessToken);
        var id = TokenWorkshop.ClaimsOf(tokens.IdToken);
        access.GetProperty("version").GetInt32().ShouldBe(2);
        access.GetProperty("scope").GetString().ShouldBe("openid email");
        id.GetProperty("nonce").GetString().ShouldBe("n-0S6_WzA2Mj");
        id.GetProperty("at_hash").GetString()!.Length.ShouldBe(22);
        id.GetProperty("event_id").GetString().ShouldBe(access.GetProperty("event_id").GetString());
        id.GetProperty("jti").GetString().ShouldNotBe(access.GetProperty("jti").GetString());
    }

    [Fact]
    public async Task Without_openid_there_is_no_ID_token()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        var tokens = await workshop.SignInByOAuthAsync("orders/read");

        tokens.IdToken.ShouldBeNull();
        tokens.RefreshToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_client_without_revocation_gets_no_origin_jti()
    {
        var workshop = await TokenWorkshop.CreateAsync(server, new() { EnableTokenRevocation = false });

        var tokens = await workshop.SignInAsync();

        TokenWorkshop.ClaimsOf(tokens.AccessToken).TryGetProperty("origin_jti", out _).ShouldBeFalse();
        TokenWorkshop.ClaimsOf(tokens.IdToken).TryGetProperty("origin_jti", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Lifetimes_are_the_clients_in_its_units()
    {
        var workshop = await TokenWorkshop.CreateAsync(server, new()
        {
            AccessTokenValidity = 5,
            IdTokenValidity = 600,
            TokenValidityUnits = new() { AccessToken = "minutes", IdToken = "seconds" },
        });

        var tokens = await workshop.SignInAsync();

        tokens.ExpiresInSeconds.ShouldBe(300);
        var access = TokenWorkshop.ClaimsOf(tokens.AccessToken);
        var id = TokenWorkshop.ClaimsOf(tokens.IdToken);
        (access.GetProperty("exp").GetInt64() - access.GetProperty("iat").GetInt64()).ShouldBe(300);
        (id.GetProperty("exp").GetInt64() - id.GetProperty("iat").GetInt64()).ShouldBe(600);
    }

    [Fact]
    public async Task A_client_that_acts_for_itself_is_the_subject_of_its_token()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        var tokens = await workshop.DoAsync<TokenIssuer, TokenSet>((issuer, client) =>
            issuer.IssueAsync(new Grant { Client = client, Scopes = ["orders/read"], ByOAuth = true }, default));

        tokens.RefreshToken.ShouldBeNull();
        tokens.IdToken.ShouldBeNull();
        var claims = TokenWorkshop.ClaimsOf(tokens.AccessToken);
        NamesOf(claims).ShouldBe("sub token_use scope iss version client_id auth_time exp iat jti");
        claims.GetProperty("sub").GetString().ShouldBe(workshop.ClientId);
    }

    private static string NamesOf(JsonElement claims) =>
        string.Join(' ', claims.EnumerateObject().Select(claim => claim.Name));
}
