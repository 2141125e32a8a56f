using System.Net;
using System.Text;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol;

public sealed class RequestBodyTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task An_empty_body_stands_for_an_object_without_members()
    {
        var answer = await SendAsync("SignUp", "");

        answer.ShouldRefuse(
            "InvalidParameterException",
            "2 validation errors detected: Value at 'clientId' failed to satisfy constraint: Member must not be null; "
            + "Value at 'username' failed to satisfy constraint: Member must not be null");
    }

    [Fact]
    public async Task Members_that_the_contract_lacks_are_ignored()
    {
        var answer = await server.CallAsync("ListUserPools", new { MaxResults = 1, Colour = "red", Deep = new { A = 1 } });

        answer.ShouldSucceed();
    }

    [Fact]
    public async Task An_entry_of_a_map_without_a_value_is_no_entry()
    {
        var answer = await server.CallAsync(
            "CreateUserPool",
            new { PoolName = "people", UserPoolTags = new Dictionary<string, string?> { ["team"] = "web", ["stage"] = null } });

        answer.ShouldSucceed().Text("UserPool.UserPoolTags.team").ShouldBe("web");
        answer.Body.ShouldNotContain("stage");
    }

    [Fact]
    public async Task An_operation_without_output_answers_the_two_bytes_of_an_empty_object()
    {
        var poolId = await server.CreatePoolAsync();

        var answer = await server.CallAsync("DeleteUserPool", new { UserPoolId = poolId });

        answer.ShouldSucceed().Body.ShouldBe("{}");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"ClientId\":\"abc\"} {}")]
    [InlineData("{\"ClientId\":\"abc\",}")]
    [InlineData("{\"ClientId\":NaN}")]
    public async Task What_is_no_JSON_object_is_refused_without_repeating_it(string body)
    {
        var answer = await SendAsync("SignUp", body);

        answer.ShouldRefuse("SerializationException", "The request's body is not a JSON object that can be read.");
    }

    [Fact]
    public async Task A_member_given_twice_is_refused()
    {
        // Whoever stands between may have read the other one.
        var answer = await SendAsync("SignUp", """{"ClientId":"one","ClientId":"two","Username":"alice"}""");

        answer.ShouldRefuse("SerializationException");
    }

    [Fact]
    public async Task JSON_deeper_than_any_request_is_refused()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);

        var answer = await SendAsync("SignUp", $$"""{"ClientId":"one","Colour":{{deep}}}""");

        answer.ShouldRefuse("SerializationException");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_larger_than_any_request_is_refused_before_it_is_read_whole(bool lengthIsTold)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new EndlessContent(lengthIsTold) };
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.SignUp");

        using var response = await server.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        response.Headers.GetValues("x-amzn-errortype").ShouldBe(["RequestEntityTooLargeException:"]);
    }

    [Fact]
    public async Task Text_that_is_no_Unicode_is_refused()
    {
        var answer = await SendAsync("SignUp", """{"ClientId":"abc","Username":"\ud800"}""");

        answer.ShouldRefuse("SerializationException", "The request holds text that is not Unicode.");
    }

    [Fact]
    public async Task What_a_caller_sends_never_reaches_the_log()
    {
        const string forged = "x\r\nfail: forged";
        var poolId = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(poolId);

        foreach (var (operation, request) in new (string, object)[]
        {
            ("InitiateAuth", new { ClientId = client.Id, AuthFlow = "USER_PASSWORD_AUTH", AuthParameters = Named(forged) }),
            ("InitiateAuth", new { ClientId = forged, AuthFlow = forged }),
            ("ForgotPassword", new { ClientId = client.Id, Username = forged }),
            ("RevokeToken", new { ClientId = client.Id, Token = forged }),
            ("GetUser", new { AccessToken = forged }),
        })
        {
            (await server.CallPublicAsync(operation, request)).Error.ShouldNotBe("InternalErrorException");
        }

        (await server.SendAsync("GetUser", "{"u8.ToArray(), signer: null, request =>
            request.Headers.TryAddWithoutValidation("User-Agent", "forged"))).ShouldRefuse("SerializationException");
        server.Log.Lines.ShouldNotContain(line => line.Contains("forged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_repeats_a_callers_text_keeps_it_out_of_the_headers_lines()
    {
        var answer = await server.CallPublicAsync("InitiateAuth", new { ClientId = "abc", AuthFlow = "x\r\nSet-Cookie: a=b" });

        answer.ShouldRefuse("InvalidParameterException");
        answer.Headers["x-amzn-errormessage"].ShouldContain("'x??Set-Cookie: a=b'");
        answer.Headers.Keys.ShouldNotContain("Set-Cookie");
    }

    private static Dictionary<string, string> Named(string name) => new() { ["USERNAME"] = name, ["PASSWORD"] = name };

    private Task<ApiAnswer> SendAsync(string operation, string body) =>
        server.SendAsync(operation, Encoding.UTF8.GetBytes(body), signer: null);

    /// <summary>Fails the test when it is read much further than the server may.</summary>
    private sealed class EndlessContent(bool lengthIsTold) : HttpContent
    {
        private const int Limit = 4 * 1024 * 1024;
        private static readonly byte[] Chunk = new byte[16 * 1024];

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (var sent = 0; sent < Limit; sent += Chunk.Length)
            {
                await stream.WriteAsync(Chunk);
            }

            throw new InvalidOperationException("The server reads on and on.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = long.MaxValue;
            return lengthIsTold;
        }
    }
}
