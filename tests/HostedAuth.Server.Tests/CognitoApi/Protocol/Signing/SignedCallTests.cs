using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using HostedAuth.Core.AccessKeys;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol.Signing;

/// <summary>What somebody without the secret may try.</summary>
public sealed class SignedCallTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string Operation = "ListUserPools";
    private const string Mismatch =
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
        + "and signing method. Consult the service documentation for details.";

    private static readonly byte[] Body = """{"MaxResults":10}"""u8.ToArray();

    [Fact]
    public async Task A_good_signature_is_accepted() =>
        (await server.SendAsync(Operation, Body, server.Root)).ShouldSucceed();

    [Fact]
    public async Task An_unsigned_call_is_refused() =>
        (await server.CallPublicAsync(Operation, new { MaxResults = 10 }))
            .ShouldRefuse("MissingAuthenticationTokenException", "Missing Authentication Token");

    [Fact]
    public async Task An_unknown_key_is_refused() =>
        (await server.SendAsync(Operation, Body, server.Root with { KeyId = "AKIANOBODYKNOWSTHIS0" }))
            .ShouldRefuse("UnrecognizedClientException", "The security token included in the request is invalid.");

    [Fact]
    public async Task A_wrong_secret_is_refused() =>
        (await server.SendAsync(Operation, Body, server.Root with { Secret = "wrong" }))
            .ShouldRefuse("InvalidSignatureException", Mismatch);

    [Theory]
    [InlineData("Signature=([0-9a-f]{64})", "Signature=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Signature=([0-9a-f]{64})", "Signature=")]
    [InlineData("Signature=([0-9a-f]{63}).", "Signature=$1")]
    [InlineData("SignedHeaders=content-type;host", "SignedHeaders=host")]
    [InlineData("SignedHeaders=content-type;host", "SignedHeaders=host;content-type")]
    [InlineData("SignedHeaders=content-type;host", "SignedHeaders=content-type;host;host")]
    [InlineData("us-east-1/cognito-idp", "eu-west-1/cognito-idp")]
    [InlineData("us-east-1/cognito-idp", "us-east-1/sts")]
    [InlineData("/cognito-idp/aws4_request", "/cognito-idp/aws4_requesT")]
    [InlineData("/2026....", "/20260228")]
    public async Task A_bent_signature_is_refused(string pattern, string replacement)
    {
        var answer = await server.SendAsync(Operation, Body, server.Root, request => Bend(request, pattern, replacement));

        answer.ShouldRefuse("InvalidSignatureException");
    }

    [Theory]
    [InlineData(".*", "")]
    [InlineData("AWS4-HMAC-SHA256", "AWS4-HMAC-SHA1")]
    [InlineData("AWS4-HMAC-SHA256 ", "Bearer ")]
    [InlineData("Credential=[^,]*,", "")]
    [InlineData("Credential=[^,]*,", "Credential=AKIA,")]
    [InlineData("SignedHeaders=[^,]*,", "")]
    [InlineData(", Signature=.*", "")]
    [InlineData(", Signature=", ", Signature=00, Signature=")]
    [InlineData("AWS4-HMAC-SHA256 .*", "AWS4-HMAC-SHA256 ,,,===")]
    public async Task Half_a_signature_is_refused(string pattern, string replacement)
    {
        var answer = await server.SendAsync(Operation, Body, server.Root, request => Bend(request, pattern, replacement));

        answer.Error.ShouldBeOneOf("IncompleteSignatureException", "MissingAuthenticationTokenException");
    }

    [Fact]
    public async Task A_target_swapped_after_signing_is_refused()
    {
        var answer = await server.SendAsync(Operation, Body, server.Root, request =>
        {
            request.Headers.Remove("X-Amz-Target");
            request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.DeleteUserPool");
        });

        answer.ShouldRefuse("InvalidSignatureException", Mismatch);
    }

    [Fact]
    public async Task A_body_changed_after_signing_is_refused()
    {
        var answer = await server.SendAsync(Operation, Body, server.Root, request =>
        {
            var content = new ByteArrayContent("""{"MaxResults":11}"""u8.ToArray());
            content.Headers.ContentType = request.Content!.Headers.ContentType;
            request.Content = content;
        });

        answer.ShouldRefuse("InvalidSignatureException", Mismatch);
    }

    [Fact]
    public async Task Another_host_is_refused()
    {
        var answer = await server.SendAsync(Operation, Body, server.Root, request => request.Headers.Host = "127.0.0.1:5080");

        answer.ShouldRefuse("InvalidSignatureException", Mismatch);
    }

    [Theory]
    [InlineData("x-amz-target")]
    [InlineData("x-amz-date")]
    [InlineData("host")]
    public async Task A_header_that_decides_must_be_covered(string header)
    {
        var signer = server.Root with { Covers = name => name != header };

        (await server.SendAsync(Operation, Body, signer)).ShouldRefuse("InvalidSignatureException");
    }

    [Fact]
    public async Task A_header_added_after_signing_is_refused()
    {
        var answer = await server.SendAsync(
            Operation,
            Body,
            server.Root,
            request => request.Headers.Add("X-Amz-Security-Token", "something"));

        answer.ShouldRefuse("InvalidSignatureException");
    }

    [Fact]
    public async Task A_session_token_with_a_lasting_key_is_refused() =>
        (await server.SendAsync(Operation, Body, server.Root with { SessionToken = "something" }))
            .ShouldRefuse("UnrecognizedClientException");

    [Theory]
    [InlineData(-299, true)]
    [InlineData(299, true)]
    [InlineData(-301, false)]
    [InlineData(301, false)]
    public async Task A_signature_is_good_for_five_minutes_around_its_time(int seconds, bool accepted)
    {
        using var request = NewRequest();
        server.Root.Sign(request, Body, server.Clock.GetUtcNow().AddSeconds(seconds));

        using var response = await server.Http.SendAsync(request);

        response.IsSuccessStatusCode.ShouldBe(accepted, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("UNSIGNED-PAYLOAD")]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    public async Task A_body_that_the_signature_does_not_cover_is_refused(string claimedHash)
    {
        using var request = NewRequest();
        request.Headers.Add("X-Amz-Content-Sha256", claimedHash);
        server.Root.Sign(request, Body, server.Clock.GetUtcNow());

        using var response = await server.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).ShouldContain("InvalidSignatureException");
    }

    [Fact]
    public async Task A_signature_for_another_region_does_not_reach_the_pool()
    {
        var poolId = await server.CreatePoolAsync();

        var answer = await server.CallAsync(
            "DescribeUserPool",
            new { UserPoolId = poolId },
            server.Root with { Region = "eu-central-1" });

        answer.ShouldRefuse("ResourceNotFoundException", $"User pool {poolId} does not exist.");
    }

    [Fact]
    public async Task A_pool_is_made_in_the_region_that_signed_the_call()
    {
        var answer = await server.CallAsync(
            "CreateUserPool",
            new { PoolName = "europe" },
            server.Root with { Region = "eu-central-1" });

        answer.ShouldSucceed().Text("UserPool.Id")!.ShouldStartWith("eu-central-1_");
    }

    [Fact]
    public async Task A_temporary_key_needs_its_session_token_and_ends()
    {
        var keys = server.Services.GetRequiredService<AccessKeys>();
        var made = await keys.CreateAsync("test", AccessPolicy.EverythingJson, TimeSpan.FromHours(1), CancellationToken.None);
        var signer = new AwsSigner(made.Id, made.Secret.Value, made.SessionToken!.Value.Value);

        (await server.SendAsync(Operation, Body, signer)).ShouldSucceed();
        (await server.SendAsync(Operation, Body, signer with { SessionToken = null }))
            .ShouldRefuse("UnrecognizedClientException");
        (await server.SendAsync(Operation, Body, signer with { SessionToken = "other" }))
            .ShouldRefuse("UnrecognizedClientException");
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await server.SendAsync(Operation, Body, signer))
            .ShouldRefuse("ExpiredTokenException", "The security token included in the request is expired");
    }

    [Fact]
    public async Task A_removed_key_is_dead_at_once()
    {
        var keys = server.Services.GetRequiredService<AccessKeys>();
        var made = await keys.CreateAsync("test", AccessPolicy.EverythingJson, lifetime: null, CancellationToken.None);
        var signer = new AwsSigner(made.Id, made.Secret.Value);
        (await server.SendAsync(Operation, Body, signer)).ShouldSucceed();

        (await keys.RemoveAsync(made.Id, CancellationToken.None)).ShouldBeTrue();

        (await server.SendAsync(Operation, Body, signer)).ShouldRefuse("UnrecognizedClientException");
    }

    private static HttpRequestMessage NewRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{HostedAuthServer.BaseAddress}/")
        {
            Content = new ByteArrayContent(Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{Operation}");
        return request;
    }

    private static void Bend(HttpRequestMessage request, string pattern, string replacement)
    {
        var authorization = request.Headers.GetValues("Authorization").Single();
        request.Headers.Remove("Authorization");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            new Regex(pattern, RegexOptions.Singleline).Replace(authorization, replacement, 1));
    }
}
