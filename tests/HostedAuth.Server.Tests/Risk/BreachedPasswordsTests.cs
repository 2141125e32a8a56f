using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Server.Tests.Outbound;
using Microsoft.Extensions.Logging.Abstractions;

namespace HostedAuth.Server.Tests.Risk;

public sealed class BreachedPasswordsTests : IDisposable
{
    private readonly LyingServer _service = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        _service.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", ":17")]
    public async Task A_sorted_file_of_any_length_holds_what_it_holds(string end, string count)
    {
        foreach (var size in new[] { 0, 1, 2, 3, 500 })
        {
            var known = Enumerable.Range(0, size).Select(number => $"known-{number}").ToList();
            await File.WriteAllTextAsync(_file, string.Concat(known.Select(Hash).Order().Select(hash => $"{hash}{count}{end}")));
            var list = ListOf(new() { File = _file });

            foreach (var password in known)
            {
                (await list.ContainAsync(new(password), CancellationToken.None)).ShouldBeTrue(password);
            }

            foreach (var number in Enumerable.Range(0, 100))
            {
                (await list.ContainAsync(new($"unknown-{number}"), CancellationToken.None)).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public async Task A_last_line_without_an_end_counts()
    {
        await File.WriteAllTextAsync(_file, string.Join('\n', new[] { "one", "two", "three" }.Select(Hash).Order()));

        foreach (var password in new[] { "one", "two", "three" })
        {
            (await ListOf(new() { File = _file }).ContainAsync(new(password), CancellationToken.None)).ShouldBeTrue(password);
        }
    }

    [Fact]
    public async Task A_service_learns_five_digits_and_no_more()
    {
        var hash = Hash("known");
        _service.Answers = _ => new Lie($"0000000000000000000000000000000000A:3\r\n{hash[5..]}:42\r\n");

        (await AskAsync("known")).ShouldBeTrue();

        var call = _service.Calls.ShouldHaveSingleItem();
        call.Line.ShouldBe($"GET /range/{hash[..5]} HTTP/1.1");
    }

    [Fact]
    public async Task Rows_that_only_fill_up_the_answer_are_no_hits()
    {
        _service.Answers = _ => new Lie($"{Hash("known")[5..]}:0\r\n");

        (await AskAsync("known")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("down")]
    [InlineData("slow")]
    [InlineData("huge")]
    [InlineData("redirect")]
    public async Task A_service_that_fails_keeps_nobody_out(string fault)
    {
        _service.Answers = _ => fault switch
        {
            "down" => new Lie("", Status: 503),
            "slow" => new Lie("", Delay: TimeSpan.FromSeconds(20)),
            "huge" => new Lie(new string('x', 2 << 20)),
            _ => new Lie("", Status: 302, Location: "http://169.254.169.254/"),
        };

        (await AskAsync("known")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_service_on_the_inside_is_not_asked_unless_it_is_allowed()
    {
        var list = new BreachedPasswords(
            new Settings { BreachedPasswords = new() { RangeUrl = $"{_service.Address}range" } },
            new OutboundHttp(new AddressGuard(new Settings())),
            NullLogger<BreachedPasswords>.Instance);

        (await list.ContainAsync(new("known"), CancellationToken.None)).ShouldBeFalse();
        _service.Calls.ShouldBeEmpty();
    }

    private Task<bool> AskAsync(string password) =>
        ListOf(new() { RangeUrl = $"{_service.Address}range", TimeLimitMilliseconds = 300 })
            .ContainAsync(new Secret(password), CancellationToken.None);

    private static BreachedPasswords ListOf(BreachedPasswordSettings settings)
    {
        var all = new Settings { BreachedPasswords = settings, Outbound = new() { AllowedHosts = ["localhost"] } };
        return new(all, new OutboundHttp(new AddressGuard(all)), NullLogger<BreachedPasswords>.Instance);
    }

#pragma warning disable CA5350 // What such lists are made of.
    private static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350
}
