using System.Net;
using System.Net.Sockets;
using System.Text;
using HostedAuth.Server.Hosting;
using HostedAuth.Server.Tests.Hosting.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TheProgram = HostedAuth.Server.Hosting.Hosting;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>The server doesn't start on a runtime with known holes.</summary>
public sealed class RuntimeFloorTests
{
    [Theory]
    [InlineData("10.0.8")]
    [InlineData("10.0.8-servicing.26230.4")]
    [InlineData("10.0.12+0123456789abcdef")]
    [InlineData("10.1.0")]
    [InlineData("11.0.0-preview.1")]
    public void A_runtime_without_known_holes_will_do(string version) => RuntimeFloor.Require(version);

    [Theory]
    [InlineData("10.0.7")]
    [InlineData("10.0.0+0123456789abcdef")]
    [InlineData("10.0.0-rc.1.25451.107")]
    [InlineData("9.0.99")]
    [InlineData("unknown")]
    [InlineData("")]
    public void An_older_runtime_is_refused_in_a_sentence(string version)
    {
        var failure = Should.Throw<StartException>(() => RuntimeFloor.Require(version));

        failure.ExitCode.ShouldBe(ExitCode.Runtime);
        failure.Message.ShouldStartWith($"The server needs ASP.NET Core 10.0.8 or newer, and this is {(version is "" ? "one without" : version)}");
        failure.Message.ShouldEndWith("Install the newest runtime of .NET 10.");
    }

    [Fact]
    public async Task The_start_asks_for_it_before_it_touches_the_database()
    {
        var folder = Directory.CreateTempSubdirectory("hostedauth-runtime-").FullName;
        var builder = TheProgram.CreateBuilder(["--environment=Development", "--Urls=http://127.0.0.1:0", $"--DataFolder={folder}"]);
        builder.Services.Replace(ServiceDescriptor.Singleton(new RunningRuntime("9.0.0")));
        await using var app = builder.Build();

        var failure = await app.PrepareAsync().ShouldThrowAsync<StartException>();

        failure.ExitCode.ShouldBe(ExitCode.Runtime);
        File.Exists(Path.Combine(folder, "hostedauth.db")).ShouldBeFalse();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_chunk_extension_with_a_bare_line_feed_is_refused_and_smuggles_nothing()
    {
        await using var program = new HttpsProgram();
        await program.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, program.PlainPort);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            "POST /pool/oauth2/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n2;\nxx\r\nab\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));

        answer.Split("HTTP/1.1 ").Length.ShouldBe(2, answer);
        answer.ShouldNotStartWith("HTTP/1.1 200");
    }
}
