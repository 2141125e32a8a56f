using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Conformance.Driver;

/// <summary>What a careful client checks of every answer.</summary>
internal sealed partial class RelyingParty
{
    /// <summary>Checks an answer of the authorization endpoint and exchanges its code.</summary>
    public async Task<Outcome> TakeAsync(IReadOnlyDictionary<string, string> request, Arrival arrival)
    {
        await CheckArrivalAsync(request, arrival);
        var front = arrival["id_token"] is { } text ? Jwt.Parse(text) : null;
        var tokens = Flow.HasCode ? await ExchangeAsync(arrival["code"]!, request) : null;
        return tokens is null
            ? new(arrival, front, null, front.ShouldNotBeNull(), arrival["access_token"])
            : new(arrival, front, tokens, await CheckTokensAsync(tokens, request, front), tokens.Text("access_token"));
    }

    /// <summary>Exchanges a code by client_secret_basic, unless changed.</summary>
    public Task<Answer> ExchangeAsync(
        string code,
        IReadOnlyDictionary<string, string> request,
        params (string Name, string? Value)[] changes) => App.TokenAsync(
        [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", request["redirect_uri"]),
            .. changes,
        ],
        App.Basic());

    /// <summary>Checks an ID token as OIDC Core, section 3.1.3.7 says.</summary>
    public async Task<Jwt> CheckIdTokenAsync(string text, string? nonce, string algorithm = "RS256")
    {
        var token = Jwt.Parse(text);
        var now = _server.Clock.GetUtcNow().ToUnixTimeSeconds();
        token.Algorithm.ShouldBe(algorithm);
        token.IsSignedByOneOf((await App.GetAsync("/.well-known/jwks.json")).Json).ShouldBeTrue();
        token["iss"].ShouldBe(App.Issuer);
        token["aud"].ShouldBe(App.Client.Id);
        token["nonce"].ShouldBe(nonce);
        token["sub"].ShouldNotBeNullOrEmpty();
        token["sub"]!.Length.ShouldBeLessThanOrEqualTo(255);
        token.Seconds("exp").ShouldBeGreaterThan(now);
        token.Seconds("iat").ShouldBeLessThanOrEqualTo(now);
        token.Seconds("auth_time").ShouldBeLessThanOrEqualTo(now);
        StandardClaims.ShouldBeWellFormed(token.Claims);
        return token;
    }

    private async Task CheckArrivalAsync(IReadOnlyDictionary<string, string> request, Arrival arrival)
    {
        arrival.IsAtClient.ShouldBeTrue(arrival.Last.Location ?? arrival.Last.Body);
        arrival["error"].ShouldBeNull(arrival["error_description"]);
        arrival.Mode.ShouldBe(Flow.Mode);
        arrival["state"].ShouldBe(request.GetValueOrDefault("state"));
        arrival["iss"].ShouldBe(App.Issuer);
        arrival.Parameters.ContainsKey("code").ShouldBe(Flow.HasCode);
        arrival.Parameters.ContainsKey("access_token").ShouldBe(Flow.HasToken);
        arrival.Parameters.ContainsKey("id_token").ShouldBe(Flow.HasIdToken);
        if (arrival["code"] is { } secret)
        {
            // RFC 6749, section 10.10: nobody guesses it.
            secret.Length.ShouldBeGreaterThanOrEqualTo(22);
            secret.Distinct().Count().ShouldBeGreaterThan(8);
        }

        if (arrival["access_token"] is not null)
        {
            arrival["token_type"].ShouldBe("Bearer", StringCompareShould.IgnoreCase);
            int.Parse(arrival["expires_in"]!, System.Globalization.CultureInfo.InvariantCulture).ShouldBePositive();
        }

        if (arrival["id_token"] is not { } text)
        {
            return;
        }

        var token = await CheckIdTokenAsync(text, request.GetValueOrDefault("nonce"));
        token["c_hash"].ShouldBe(arrival["code"] is { } code ? token.HalfHash(code) : null);
        token["at_hash"].ShouldBe(arrival["access_token"] is { } access ? token.HalfHash(access) : null);
    }

    private async Task<Jwt> CheckTokensAsync(Answer answer, IReadOnlyDictionary<string, string> request, Jwt? front)
    {
        answer.Status.ShouldBe(200, answer.Body);
        answer.Header("Content-Type").ShouldNotBeNull().ShouldStartWith("application/json");
        answer.Header("Cache-Control").ShouldBe("no-store");
        answer.Text("token_type").ShouldBe("Bearer", StringCompareShould.IgnoreCase);
        answer.Json.GetProperty("expires_in").GetInt32().ShouldBePositive();
        var access = answer.Text("access_token").ShouldNotBeNull();
        var token = await CheckIdTokenAsync(answer.Text("id_token").ShouldNotBeNull(), request.GetValueOrDefault("nonce"));
        token["at_hash"].ShouldBe(token.HalfHash(access));
        if (front is not null)
        {
            (token["iss"], token["sub"]).ShouldBe((front["iss"], front["sub"]));
        }

        return token;
    }
}
