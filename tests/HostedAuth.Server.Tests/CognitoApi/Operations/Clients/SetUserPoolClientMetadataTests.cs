using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Clients;

public sealed class SetUserPoolClientMetadataTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Modulus =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMs"
        + "tn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5h"
        + "ajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";

    /// <summary>RFC 7517, appendix A.1.</summary>
    private const string NamedKey =
        """{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","kid":"1"}""";

    [Fact]
    public async Task What_was_set_is_told_and_survives_the_next_UpdateUserPoolClient()
    {
        var (pool, client) = await MakeAsync();

        var set = await SetAsync(pool, client, """{"response_types":["token id_token"],"default_max_age":60,"contacts":null}""");
        await server.CallAsync("UpdateUserPoolClient", new { UserPoolId = pool, ClientId = client });
        var told = await server.CallAsync("GetUserPoolClientMetadata", new { UserPoolId = pool, ClientId = client });

        set.ShouldSucceed();
        told.ShouldSucceed().Text("Metadata").ShouldBe("""{"response_types":["id_token token"],"default_max_age":60}""");
        set.Body.ShouldBe(told.Body);
    }

    [Fact]
    public async Task What_is_absent_goes_back_to_its_default()
    {
        var (pool, client) = await MakeAsync();
        (await SetAsync(pool, client, """{"require_pushed_authorization_requests":true}""")).ShouldSucceed();

        (await SetAsync(pool, client, "{}")).ShouldSucceed().Text("Metadata").ShouldBe("{}");
    }

    [Theory]
    [InlineData("""{"requir_signed_request_object":true}""", "requir_signed_request_object is not known.")]
    [InlineData("""{"redirect_uris":["https://a.example/"]}""", "redirect_uris is set by CallbackURLs of UpdateUserPoolClient.")]
    [InlineData("""{"id_token_encrypted_response_alg":"RSA-OAEP"}""", "id_token_encrypted_response_alg: encryption is not supported.")]
    [InlineData("""{"response_types":["code code"]}""", "response_types must be some of code, token, id_token, id_token token, code id_token, code token, code id_token token.")]
    [InlineData("""{"grant_types":["password"]}""", "grant_types must be")]
    [InlineData("""{"id_token_signed_response_alg":"none"}""", "id_token_signed_response_alg must be RS256, PS256, ES256.")]
    [InlineData("""{"request_object_signing_alg":"none"}""", "request_object_signing_alg must be ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512.")]
    [InlineData("""{"default_max_age":-1}""", "default_max_age must be seconds, 0 or more.")]
    [InlineData("""{"default_max_age":1.5}""", "default_max_age must be")]
    [InlineData("""{"require_auth_time":"true"}""", "require_auth_time must be true or false.")]
    [InlineData("""{"logo_uri":"javascript:alert(1)"}""", "logo_uri must be an https address.")]
    [InlineData("""{"jwks_uri":"http://a.example/keys"}""", "jwks_uri must be an https address.")]
    [InlineData("""{"jwks_uri":"https://user@a.example/keys"}""", "jwks_uri must be an https address.")]
    [InlineData("""{"jwks_uri":"/etc/passwd"}""", "jwks_uri must be an https address.")]
    [InlineData("""{"jwks":{"keys":[]}}""", "jwks must be")]
    [InlineData("""{"jwks":{"keys":[{"kty":"oct","k":"AAAA"}]}}""", "jwks must be")]
    [InlineData($$$"""{"jwks":{"keys":[{{{NamedKey}}},{{{NamedKey}}}]}}""", "no kid twice.")]
    [InlineData("""{"token_endpoint_auth_method":"private_key_jwt"}""", "needs jwks or jwks_uri.")]
    [InlineData("""{"token_endpoint_auth_method":"client_secret_jwt"}""", "needs a client with a secret.")]
    [InlineData("""{"token_endpoint_auth_method":"tls_client_auth"}""", "needs exactly one member of tls_client_auth_*.")]
    [InlineData("""{"frontchannel_logout_uri":"https://b.example/out"}""", "frontchannel_logout_uri must have scheme, host and port of a redirect address.")]
    [InlineData("""{"backchannel_logout_session_required":true}""", "backchannel_logout_session_required needs backchannel_logout_uri.")]
    [InlineData("""{"hostedauth_trusted_issuers":[{"issuer":"https://i.example"}]}""", "hostedauth_trusted_issuers must be")]
    [InlineData($$$"""{"hostedauth_trusted_issuers":[{"issuer":"https://i.example","jwks":{"keys":[{{{NamedKey}}}]},"require_typ":"yes"}]}""", "hostedauth_trusted_issuers must be")]
    [InlineData("""{"hostedauth_token_exchange":{"audience":[]}}""", "hostedauth_token_exchange must be")]
    [InlineData("[]", "Metadata must be a JSON object.")]
    public async Task What_is_wrong_is_refused_in_words(string metadata, string fault)
    {
        var (pool, client) = await MakeAsync();

        var answer = await SetAsync(pool, client, metadata);

        answer.ShouldRefuse("InvalidParameterException");
        answer.Text("message").ShouldNotBeNull().ShouldContain(fault);
    }

    [Theory]
    [InlineData("\"d\":\"AAAA\",")]
    [InlineData("\"p\":\"AAAA\",")]
    public async Task A_key_with_a_private_part_is_refused(string part)
    {
        var (pool, client) = await MakeAsync();

        var answer = await SetAsync(pool, client, $$$"""{"jwks":{"keys":[{{{{part}}}"kty":"RSA","e":"AQAB","n":"{{{Modulus}}}"}]}}""");

        answer.ShouldRefuse("InvalidParameterException");
    }

    [Fact]
    public async Task Keys_come_back_as_they_were_given_and_exclude_their_address()
    {
        var (pool, client) = await MakeAsync();
        var keys = $$$"""{"keys":[{"kty":"RSA","e":"AQAB","n":"{{{Modulus}}}","kid":"one","use":"sig"}]}""";

        var alone = await SetAsync(pool, client, $$"""{"token_endpoint_auth_method":"private_key_jwt","jwks":{{keys}}}""");
        var both = await SetAsync(pool, client, $$"""{"jwks":{{keys}},"jwks_uri":"https://a.example/keys"}""");

        alone.ShouldSucceed().Text("Metadata.jwks").ShouldBe(keys);
        both.ShouldRefuse("InvalidParameterException", "Invalid client metadata: jwks and jwks_uri exclude each other.");
    }

    [Fact]
    public async Task A_client_of_another_pool_is_unknown()
    {
        var (_, client) = await MakeAsync();
        var other = await server.CreatePoolAsync();

        (await SetAsync(other, client, "{}")).ShouldRefuse("ResourceNotFoundException");
    }

    [Fact]
    public void Every_member_that_a_client_can_have_has_a_rule() =>
        OAuthMetadataRules.Members.Keys.ShouldBe(
            typeof(OAuthClientMetadata).GetProperties()
                .Select(property => property.GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonPropertyNameAttribute), false))
                .SelectMany(names => names.Cast<System.Text.Json.Serialization.JsonPropertyNameAttribute>())
                .Select(name => name.Name),
            ignoreOrder: true);

    private async Task<(string Pool, string Client)> MakeAsync()
    {
        var pool = await server.CreatePoolAsync();
        return (pool, (await server.CreateClientAsync(pool, new { CallbackURLs = new[] { "https://a.example/back" } })).Id);
    }

    private Task<ApiAnswer> SetAsync(string pool, string client, string metadata) => server.CallAsync(
        "SetUserPoolClientMetadata",
        new { UserPoolId = pool, ClientId = client, Metadata = JsonNode.Parse(metadata) });
}
