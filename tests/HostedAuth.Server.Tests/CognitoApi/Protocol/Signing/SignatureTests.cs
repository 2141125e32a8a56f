using System.Security.Cryptography;
using System.Text;
using HostedAuth.CognitoApi.Protocol.Signing;
using HostedAuth.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol.Signing;

/// <summary>Worked numbers: signatures made by an SDK.</summary>
public sealed class SignatureTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    [Theory]
    [InlineData(
        "cognito-idp.us-east-1.amazonaws.com",
        "cognito-idp",
        "AWSCognitoIdentityProviderService.ListUserPools",
        "",
        """{"MaxResults": 10}""",
        "8a9354f6dcd0e97e1f5804c376b5ed41c550757c400462c08746e820bee8250d",
        "6cb13c6dcd87e05336655020ec96f63538967bc41ead466ffade574ab8bdf222")]
    [InlineData(
        "localhost:4566",
        "cognito-idp",
        "AWSCognitoIdentityProviderService.AdminGetUser",
        "EXAMPLESESSIONTOKEN",
        """{"UserPoolId": "us-east-1_AbCdEfGh1", "Username": "jörg"}""",
        "9a9496ed576c80c8dc59e5d87d4a237fda430432bde038bf31d4dc7e43bf9b7a",
        "6bdc6ea3984dc1e83dcfafda854415806948579d78c2984baf0603c17963c0e0")]
    [InlineData(
        "localhost:4566",
        "cognito-identity",
        "AWSCognitoIdentityService.ListIdentityPools",
        "",
        """{"MaxResults": 10}""",
        "8a9354f6dcd0e97e1f5804c376b5ed41c550757c400462c08746e820bee8250d",
        "8222092f3e84d784f685c554c8cbfedd42c4d31bc271fa8a00fe134bfccf8aa6")]
    public void The_signature_is_that_of_the_worked_example(
        string host,
        string service,
        string target,
        string sessionToken,
        string body,
        string bodyHash,
        string signature)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var names = new List<string> { "content-type", "host", "x-amz-date", "x-amz-target" };
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Path = "/";
        request.Headers.Host = host;
        request.Headers.ContentType = "application/x-amz-json-1.1";
        request.Headers["x-amz-date"] = "20261121T030405Z";
        request.Headers["x-amz-target"] = target;
        if (sessionToken.Length > 0)
        {
            request.Headers["x-amz-security-token"] = sessionToken;
            names.Insert(3, "x-amz-security-token");
        }

        var canonical = CanonicalRequest.Write(request, SignedQuery.Parse(""), names, bytes);
        var computed = Signature.Compute(
            new Secret(Secret),
            CredentialScope.Parse($"AKIDEXAMPLE/20261121/us-east-1/{service}/aws4_request", service),
            "20261121T030405Z",
            canonical);

        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(bodyHash);
        computed.ShouldBe(signature);
    }

    [Theory]
    [InlineData("?b=2&a=1", "a=1&b=2")]
    [InlineData("?a=b&a=A", "a=A&a=b")]
    [InlineData("?name=a%20b%2Fc&empty&plus=a+b", "empty=&name=a%20b%2Fc&plus=a%2Bb")]
    [InlineData("?X-Amz-Signature=00&x=%C3%A4~-_.", "x=%C3%A4~-_.")]
    public void The_query_is_sorted_and_encoded_anew(string query, string canonical) =>
        SignedQuery.Parse(query).Canonical().ShouldBe(canonical);
}
