using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Oidc.PushedRequests;

/// <summary>What no answer of a <c>request_uri</c>, however odd, may come to: an outage, a hang, or a way to another address.</summary>
public sealed class RequestUriProperties(ServerWithProviders server) : IClassFixture<ServerWithProviders>
{
    private const int Rounds = 250;
    private const int Size = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly ClientKey Key = new();

    private static readonly string[] Members =
    [
        "iss", "aud", "exp", "nbf", "iat", "jti", "sub", "client_id", "request", "request_uri", "response_type", "redirect_uri", "scope",
        "state", "nonce", "prompt", "max_age", "claims", "resource", "code_challenge", "code_challenge_method", "response_mode", "",
    ];

    /// <summary>Nobody signed what is no request object: the browser stays here, with one of two errors.</summary>
    [Fact]
    public async Task No_document_however_odd_is_a_request()
    {
        var app = await AppAsync();
        var good = Key.Sign(Claims(app));
        var other = new ClientKey(keyId: Key.KeyId).Sign(Claims(app));
        var documents = Gen.Frequency(
            (2, OddDocument.Json),
            (1, Gen.Elements(other, "", ".", "..", "...", $"{good}.{good}.x.y", new string('a', 20_000), $"{new string('a', 8_000)}.e30.AA")),
            (2, Gen.Choose(1, 60).Select(cut => good[..^cut])),
            (2, from place in Gen.Choose(0, good.Length - 2)
                from letter in Gen.Elements("", "A", "-", "=", ".", "\u00e9", "\0")
                select $"{good[..place]}{letter}~{good[(place + 1)..]}"));
        var errors = new List<string?>();
        foreach (var (index, lie) in OddDocument.Answers(documents, $"{server.World.Address}good").Sample(Rounds, new Rnd(TestSeed.Value), Size).Index())
        {
            server.World.Answers = call =>
                call.Line.Contains("/good", StringComparison.Ordinal) ? new Lie(good) : lie;

            var answer = await AskAsync(app);

            var label = $"{TestSeed.Text}, round {index}: {lie} {lie.Bytes?.Length}\n{answer.Status} {answer.Location}";
            answer.Status.ShouldBe(303, label);
            answer.Location.ShouldNotBeNull().ShouldStartWith("/", Case.Sensitive, label);
            answer.Error.ShouldBeOneOf(["invalid_request_object", "invalid_request_uri"], label);
            errors.Add(answer.Error);
        }

        errors.Distinct().Count().ShouldBe(2);
        server.World.Calls.ShouldNotContain(call => call.Line.Contains("/good", StringComparison.Ordinal));
    }

    /// <summary>The client signed it, whatever it is: an error or the login page, and no other site than the client's own.</summary>
    [Fact]
    public async Task No_request_that_is_signed_but_odd_is_an_outage_or_leads_elsewhere()
    {
        var app = await AppAsync();
        var changes = (from name in Gen.Elements(Members)
                       from value in OddDocument.Json.Where(IsJson)
                       select (Name: name, Value: value)).ListOf(3);
        var places = new List<string>();
        foreach (var (index, change) in changes.Sample(Rounds, new Rnd(TestSeed.Value), Size).Index())
        {
            var claims = Claims(app);
            foreach (var (name, value) in change)
            {
                claims[name] = JsonElement.Parse(value);
            }

            server.World.Answers = _ => new Lie(Key.Sign(claims), ContentType: "application/oauth-authz-req+jwt");

            var answer = await AskAsync(app);

            var label = $"{TestSeed.Text}, round {index}: {string.Join(' ', change)}\n{answer.Status} {answer.Location}";
            answer.Status.ShouldBeOneOf([200, 303], label);
            var place = answer.Location?.Split('?')[0] ?? "form";
            place.ShouldBeOneOf(["form", $"/{app.PoolId}/login", $"/{app.PoolId}/error", TestApp.Callback], label);
            places.Add(place);
        }

        places.ShouldContain($"/{app.PoolId}/login");
        places.ShouldContain($"/{app.PoolId}/error");
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonElement.Parse(text).GetRawText().ShouldNotContain("ud800");
            return true;
        }
        catch (Exception exception) when (exception is JsonException or ShouldAssertException)
        {
            // Half a character can't be signed by the writer of these tests.
            return false;
        }
    }

    /// <summary>Long enough after the last time for the address to be asked anew.</summary>
    private Task<Answer> AskAsync(TestApp app)
    {
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        return app.AuthorizeAsync($"?client_id={app.Client.Id}&response_type=code&request_uri={Uri.EscapeDataString(AddressOf(app))}")
            .WaitAsync(Patience);
    }

    private string AddressOf(TestApp app) => $"{server.World.Address}request/{app.Client.Id}";

    private async Task<TestApp> AppAsync()
    {
        var app = await TestApp.CreateAsync(server);
        await server.SetMetadataAsync(
            app.PoolId, app.Client.Id, new OAuthClientMetadata { Jwks = Key.Jwks, RequestUris = [AddressOf(app)] });
        return app;
    }

    /// <summary>Of a request object that is good for as long as the rounds take.</summary>
    private Dictionary<string, object?> Claims(TestApp app)
    {
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = QueryHelpers.ParseQuery(app.Query()).ToDictionary(pair => pair.Key, pair => (object?)pair.Value.ToString());
        (claims["iss"], claims["aud"], claims["nbf"], claims["exp"]) = (app.Client.Id, app.Issuer, now, now + 7200);
        return claims;
    }
}
