using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol.Signing;

/// <summary>Calls whose signature stands in the address.</summary>
public sealed class PresignedCallTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Body = """{"MaxResults":1}""";

    [Fact]
    public async Task A_presigned_call_is_accepted()
    {
        var status = await SendAsync(Presign());

        status.ShouldBe("");
    }

    [Theory]
    [InlineData(60, 59, "")]
    [InlineData(60, 61, "InvalidSignatureException:")]
    [InlineData(604_800, 604_000, "")]
    [InlineData(604_801, 0, "IncompleteSignatureException:")]
    [InlineData(0, 0, "IncompleteSignatureException:")]
    public async Task It_is_good_for_as_long_as_it_says_and_a_week_at_most(int expires, int age, string error)
    {
        var status = await SendAsync(Presign(expires, server.Clock.GetUtcNow().AddSeconds(-age)));

        status.ShouldBe(error);
    }

    [Theory]
    [InlineData("X-Amz-Expires=60", "X-Amz-Expires=61", "InvalidSignatureException:")]
    [InlineData("X-Amz-Signature=", "X-Amz-Signature=0", "InvalidSignatureException:")]
    [InlineData("X-Amz-Expires=60&", "", "IncompleteSignatureException:")]
    [InlineData("X-Amz-Date=", "X-Amz-Date=20260101T000000Z&X-Amz-Date=", "IncompleteSignatureException:")]
    [InlineData("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1", "IncompleteSignatureException:")]
    [InlineData("X-Amz-Algorithm", "Colour=red&X-Amz-Algorithm", "InvalidSignatureException:")]
    public async Task A_bent_address_is_refused(string part, string replacement, string error)
    {
        var status = await SendAsync(Presign().Replace(part, replacement, StringComparison.Ordinal));

        status.ShouldBe(error);
    }

    [Fact]
    public async Task A_body_that_was_not_signed_is_refused()
    {
        var status = await SendAsync(Presign(), """{"MaxResults":2}""");

        status.ShouldBe("InvalidSignatureException:");
    }

    [Fact]
    public async Task A_body_in_signed_chunks_is_refused()
    {
        var status = await SendAsync(Presign(), Body, request => request.Content!.Headers.ContentEncoding.Add("aws-chunked"));

        status.ShouldBe("InvalidSignatureException:");
    }

    [Fact]
    public async Task A_signature_in_the_address_and_another_in_the_header_are_refused()
    {
        var status = await SendAsync(Presign(), Body, request =>
            request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e"));

        status.ShouldNotBe("");
    }

    private string Presign(int expires = 60, DateTimeOffset? at = null)
    {
        var date = (at ?? server.Clock.GetUtcNow()).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/us-east-1/cognito-idp/aws4_request";
        var query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + $"&X-Amz-Credential={Uri.EscapeDataString($"{server.Root.KeyId}/{scope}")}"
            + $"&X-Amz-Date={date}&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host%3Bx-amz-target";
        var canonical = $"POST\n/\n{query}\nhost:localhost:5080\n"
            + $"x-amz-target:AWSCognitoIdentityProviderService.ListUserPools\n\nhost;x-amz-target\n{Hash(Body)}";
        var key = new[] { date[..8], "us-east-1", "cognito-idp", "aws4_request" }
            .Aggregate(Encoding.UTF8.GetBytes("AWS4" + server.Root.Secret), Mac);
        var signature = Mac(key, $"AWS4-HMAC-SHA256\n{date}\n{scope}\n{Hash(canonical)}");
        return $"/?{query}&X-Amz-Signature={Convert.ToHexStringLower(signature)}";
    }

    /// <summary>The error's name with its colon; empty for success.</summary>
    private async Task<string> SendAsync(string address, string body = Body, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools");
        change?.Invoke(request);
        using var response = await server.Http.SendAsync(request);
        return response.Headers.TryGetValues("x-amzn-errortype", out var error) ? error.Single() : "";
    }

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
