using System.Net;
using System.Text;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Server.Tests.Outbound;

public sealed class OutboundHttpTests : IDisposable
{
    private readonly LyingServer _server = new();
    private readonly OutboundHttp _http = new(new AddressGuard(
        new Settings { Outbound = new OutboundSettings { AllowedHosts = ["localhost"] } }));

    public void Dispose()
    {
        _http.Dispose();
        _server.Dispose();
    }

    /// <summary>Neither by http nor over a connection that stands already for what an operator configured.</summary>
    [Fact]
    public async Task What_anybody_chose_goes_nowhere_on_the_inside()
    {
        (await GetAsync(_server.Address)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var address in new[] { _server.Address, new UriBuilder(_server.Address) { Scheme = "https" }.Uri })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            var refusal = await Should.ThrowAsync<OutboundException>(
                () => _http.SendAsync(request, ChosenBy.Anyone, TimeSpan.FromSeconds(5), 100, CancellationToken.None));
            refusal.Failure.ShouldBe(OutboundFailure.Forbidden);
        }

        _server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_comes_whole()
    {
        _server.Answers = _ => new Lie("""{"a":1}""");

        var answer = await GetAsync(_server.Address);

        answer.Status.ShouldBe(HttpStatusCode.OK);
        Encoding.UTF8.GetString(answer.Body).ShouldBe("""{"a":1}""");
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_is_not_followed()
    {
        _server.Answers = call => new Lie("", Status: 302, Location: "http://169.254.169.254/latest/meta-data");

        var answer = await GetAsync(_server.Address);

        answer.Status.ShouldBe(HttpStatusCode.Found);
        _server.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_larger_than_is_taken_is_refused_whether_it_says_its_length_or_not(bool saysLength)
    {
        _server.Answers = _ => new Lie(new string('x', 2000), SaysLength: saysLength);

        var refusal = await Should.ThrowAsync<OutboundException>(() => GetAsync(_server.Address, bodyLimit: 1999));

        refusal.Failure.ShouldBe(OutboundFailure.TooLarge);
    }

    [Fact]
    public async Task A_server_that_keeps_silent_is_given_up()
    {
        _server.Answers = _ => new Lie("", Delay: TimeSpan.FromSeconds(20));

        var refusal = await Should.ThrowAsync<OutboundException>(
            () => GetAsync(_server.Address, time: TimeSpan.FromMilliseconds(200)));

        refusal.Failure.ShouldBe(OutboundFailure.TimedOut);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable()
    {
        var address = _server.Address;
        _server.Dispose();

        var refusal = await Should.ThrowAsync<OutboundException>(() => GetAsync(address));

        refusal.Failure.ShouldBe(OutboundFailure.Unreachable);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("ftp://localhost/")]
    [InlineData("file:///etc/passwd")]
    public async Task Neither_plain_http_nor_the_inside_nor_another_scheme_goes_out(string address)
    {
        var refusal = await Should.ThrowAsync<OutboundException>(() => GetAsync(new Uri(address)));

        refusal.Failure.ShouldBe(OutboundFailure.Forbidden);
    }

    [Fact]
    public void A_webhook_is_signed_over_time_stamp_and_body()
    {
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac 0123456789abcdef
        var header = WebhookSignature.Of(
            new Secret("0123456789abcdef"), DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), "{}"u8);

        header.ShouldBe("t=1700000000,v1=e4f8e2ecae2295b2ddb2f0b5584c8275e226c0ebe9b3b819e70156bb67122e3e");
    }

    private async Task<OutboundAnswer> GetAsync(Uri address, TimeSpan? time = null, int bodyLimit = 100_000)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await _http.SendAsync(request, time ?? TimeSpan.FromSeconds(10), bodyLimit, CancellationToken.None);
    }
}
