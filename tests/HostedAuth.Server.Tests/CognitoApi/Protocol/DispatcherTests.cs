using System.Net;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol;

public sealed class DispatcherTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_target_that_the_contract_lacks_is_refused_as_UnknownOperationException()
    {
        var answer = await server.CallAsync("NoSuchOperation", new { });

        answer.ShouldRefuse("UnknownOperationException");
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Headers["x-amzn-errortype"].ShouldBe("UnknownOperationException:");
    }

    [Fact]
    public async Task An_operation_that_is_not_built_says_so()
    {
        var answer = await server.CallAsync("CreateUserImportJob", new { });

        answer.ShouldRefuse("UnknownOperationException", "CreateUserImportJob isn't built yet in this server.");
    }

    [Fact]
    public async Task A_browser_of_any_origin_may_call()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/");
        request.Headers.Add("Origin", "https://app.example.com");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "x-amz-target,amz-sdk-request");

        using var response = await server.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        response.Headers.GetValues("Access-Control-Allow-Headers").ShouldBe(["x-amz-target,amz-sdk-request"]);
    }
}
