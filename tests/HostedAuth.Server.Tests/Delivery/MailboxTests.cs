using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HostedAuth.Core.Delivery;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class MailboxTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private Mailbox Mailbox => server.Services.GetRequiredService<Mailbox>();

    [Fact]
    public async Task Messages_are_listed_newest_first_by_address_and_after_one()
    {
        var to = NewAddress();
        await ReceiveAsync("first", to);
        await ReceiveAsync("second", to);
        await ReceiveAsync("third", NewAddress());

        var all = await ListAsync($"to={to}");
        var later = await ListAsync($"to={to}&after=first");

        all.Select(message => message.GetProperty("id").GetString()).ShouldBe(["second", "first"]);
        later.ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe("second");
    }

    [Fact]
    public async Task A_message_has_its_code_its_link_and_its_time()
    {
        var to = NewAddress();
        await ReceiveAsync("whole", to);

        var message = (await ListAsync($"to={to}")).Single();

        message.GetProperty("channel").GetString().ShouldBe("email");
        message.GetProperty("subject").GetString().ShouldBe("Hello");
        message.GetProperty("code").GetString().ShouldBe("123456");
        message.GetProperty("link").GetString().ShouldBe("https://example.com/");
        message.GetProperty("sentAt").GetDateTimeOffset().ShouldBe(server.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_waiting_reader_gets_the_next_message_when_it_comes()
    {
        var to = NewAddress();

        var waiting = ListAsync($"to={to}&wait=30");
        await ReceiveAsync("awaited", to);

        (await waiting).ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe("awaited");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("31")]
    [InlineData("NaN")]
    public async Task A_wait_out_of_range_is_refused(string wait)
    {
        var answer = await server.Http.GetAsync($"/mailbox/api/messages?wait={wait}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_page_shows_a_mail_in_a_frame_that_may_run_nothing()
    {
        await ReceiveAsync("page", NewAddress());

        var page = await server.Http.GetAsync("/mailbox/messages/page");
        var frame = await server.Http.GetAsync("/mailbox/messages/page/html");

        (await page.Content.ReadAsStringAsync()).ShouldContain("sandbox=\"allow-popups\"");
        frame.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await frame.Content.ReadAsStringAsync()).ShouldContain("<script>alert(1)</script>");
    }

    [Theory]
    [InlineData("http://shop.localhost:5080/mailbox")]
    [InlineData("http://evil.example/mailbox")]
    public async Task It_answers_on_the_base_host_alone(string address)
    {
        var answer = await server.Http.GetAsync(new Uri(address));

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static string NewAddress() => $"{Guid.NewGuid():N}@example.com";

    private Task ReceiveAsync(string id, string to) => Mailbox.SendAsync(
        id,
        new Message
        {
            Channel = Channels.Email,
            To = to,
            Subject = "Hello",
            Text = "123456",
            Html = "<script>alert(1)</script>",
            Code = "123456",
            Link = "https://example.com/",
        },
        new MessageRoute { Provider = "" },
        CancellationToken.None);

    private async Task<List<JsonElement>> ListAsync(string query) =>
        (await server.Http.GetFromJsonAsync<List<JsonElement>>($"/mailbox/api/messages?{query}"))!;
}
