using System.Net;
using HostedAuth.Server.Tests.Attacks;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;

namespace HostedAuth.Server.Tests.Hosting;

public sealed class AddressLimitsTests(AddressLimitsTests.LimitedServer server) : IClassFixture<AddressLimitsTests.LimitedServer>
{
    [Fact]
    public async Task Past_the_limit_the_API_answers_TooManyRequestsException_and_a_page_429()
    {
        var answers = new List<ApiAnswer>();
        for (var i = 0; i < 30; i++)
        {
            answers.Add(await server.CallPublicAsync("NoSuchOperation", new { }));
        }

        using var page = await server.Http.GetAsync(new Uri("/mailbox", UriKind.Relative));

        answers[0].ShouldRefuse("UnknownOperationException");
        var refused = answers.First(answer => answer.Error == "TooManyRequestsException");
        refused.Text("message").ShouldBe("Rate exceeded");
        refused.Headers["Retry-After"].ShouldBe("1");
        page.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        page.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_browser_past_the_limit_sees_a_page_that_says_what_to_do()
    {
        Answer answer;
        do
        {
            answer = await new PageTab(server).OpenAsync("/error");
        }
        while (answer.Status != 429);

        answer.Header("Content-Type").ShouldBe("text/html; charset=utf-8");
        answer.Header("Retry-After").ShouldBe("1");
        answer.Body.ShouldContain("Wait a few seconds");
    }

    public sealed class LimitedServer : HostedAuthServer
    {
        protected override IEnumerable<string> Arguments => ["--RateLimits:PerAddress=2"];
    }
}
