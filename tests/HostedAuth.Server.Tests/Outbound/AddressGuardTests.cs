using System.Net;
using System.Net.Sockets;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;

namespace HostedAuth.Server.Tests.Outbound;

public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.1")]
    [InlineData("http://2130706433")]
    [InlineData("http://0x7f000001")]
    [InlineData("http://0x7f.0.0.1")]
    [InlineData("http://0177.0.0.1")]
    [InlineData("http://017700000001")]
    [InlineData("http://127.0.0.1.")]
    [InlineData("http://localhost")]
    [InlineData("http://LOCALHOST.")]
    [InlineData("http://１２７.０.０.１")]
    [InlineData("http://①②⑦.⓪.⓪.①")]
    [InlineData("http://0")]
    [InlineData("http://0.0.0.0")]
    [InlineData("http://[::1]")]
    [InlineData("http://[::]")]
    [InlineData("http://[::ffff:127.0.0.1]")]
    [InlineData("http://[::ffff:7f00:1]")]
    [InlineData("http://[::127.0.0.1]")]
    [InlineData("http://[64:ff9b::7f00:1]")]
    [InlineData("http://[2002:7f00:1::]")]
    [InlineData("http://[2001:0:7f00:1::]")]
    [InlineData("http://[fe80::1]")]
    [InlineData("http://[fd00::1]")]
    [InlineData("http://[ff02::1]")]
    [InlineData("http://169.254.169.254")]
    [InlineData("http://[fd00:ec2::254]")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://172.31.255.255")]
    [InlineData("http://192.168.1.1")]
    [InlineData("http://100.64.0.1")]
    [InlineData("http://198.18.0.1")]
    [InlineData("http://255.255.255.255")]
    [InlineData("http://3232235777")]
    public async Task No_spelling_of_an_inside_address_is_connected_to(string address)
    {
        var host = new Uri(address).IdnHost;
        var guard = new AddressGuard(new Settings());

        var connect = async () => await guard.ConnectAsync(host, 80, ChosenBy.Operator, CancellationToken.None);

        var refusal = await Record.ExceptionAsync(connect);
        // Or there is no such host at all.
        (refusal is OutboundException { Failure: OutboundFailure.Forbidden } or SocketException).ShouldBeTrue($"{host}: {refusal}");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.0", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("224.0.0.0", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2001:200::1", true)]
    [InlineData("2001:1ff::1", false)]
    [InlineData("4000::1", false)]
    public void Only_addresses_of_the_internet_are_public(string address, bool isPublic) =>
        PublicAddresses.Contain(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Fact]
    public async Task A_name_that_resolves_to_the_inside_is_refused_whatever_it_resolved_to_before()
    {
        var answers = new Queue<string>(["127.0.0.1", "10.0.0.7"]);
        var guard = new AddressGuard(
            new Settings(),
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(answers.Dequeue())]));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var refusal = await Should.ThrowAsync<OutboundException>(
                async () => await guard.ConnectAsync("rebinding.example.com", 443, ChosenBy.Operator, CancellationToken.None));
            refusal.Failure.ShouldBe(OutboundFailure.Forbidden);
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:{port}")]
    [InlineData("127.0.0.0/8")]
    public async Task What_the_deployment_allows_is_reached(string allowed)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var guard = Guard(allowed.Replace("{port}", $"{port}", StringComparison.Ordinal));

        await using var stream = await guard.ConnectAsync("localhost", port, ChosenBy.Operator, CancellationToken.None);

        stream.CanWrite.ShouldBeTrue();
    }

    [Theory]
    [InlineData("localhost:1")]
    [InlineData("example.com")]
    [InlineData("10.0.0.0/8")]
    public async Task What_is_allowed_opens_nothing_else(string allowed)
    {
        var refusal = await Should.ThrowAsync<OutboundException>(
            async () => await Guard(allowed).ConnectAsync("localhost", 2, ChosenBy.Operator, CancellationToken.None));

        refusal.Failure.ShouldBe(OutboundFailure.Forbidden);
    }

    /// <summary>What is allowed for a webhook is no place that a client may send this server to.</summary>
    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.0/8")]
    public async Task What_operators_may_call_nobody_else_chooses(string allowed)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Should.ThrowAsync<OutboundException>(
            async () => await Guard(allowed).ConnectAsync("localhost", port, ChosenBy.Anyone, CancellationToken.None));

        refusal.Failure.ShouldBe(OutboundFailure.Forbidden);
        listener.Pending().ShouldBeFalse();
        var own = new AddressGuard(new Settings { Outbound = new OutboundSettings { AllowedHostsOfRegisteredClients = [allowed] } });
        await using var stream = await own.ConnectAsync("localhost", port, ChosenBy.Anyone, CancellationToken.None);
        stream.CanWrite.ShouldBeTrue();
    }

    private static AddressGuard Guard(string allowed) =>
        new(new Settings { Outbound = new OutboundSettings { AllowedHosts = [allowed] } });
}
