using System.Text.RegularExpressions;
using HostedAuth.Server.Commands;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.Commands;

public sealed class AccessKeyCommandsTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Fact]
    public async Task A_key_is_made_used_listed_without_its_secret_and_removed()
    {
        var signer = await CreateAsync("--description", "nightly export");
        (await server.CallAsync("ListUserPools", new { MaxResults = 10 }, signer)).ShouldSucceed();

        var (_, list) = await RunAsync("list");
        list.ShouldContain(signer.KeyId);
        list.ShouldContain("nightly export");
        list.ShouldNotContain(signer.Secret);

        var (code, _) = await RunAsync("remove", signer.KeyId);
        code.ShouldBe(0);
        (await server.CallAsync("ListUserPools", new { MaxResults = 10 }, signer)).ShouldRefuse("UnrecognizedClientException");
    }

    [Fact]
    public async Task A_key_for_reading_one_pool_is_refused_the_rest()
    {
        var poolId = await server.CreatePoolAsync();
        var otherPoolId = await server.CreatePoolAsync();
        var signer = await CreateAsync("--pool", poolId, "--read-only");

        (await server.CallAsync("DescribeUserPool", new { UserPoolId = poolId }, signer)).ShouldSucceed();
        (await server.CallAsync("ListUsers", new { UserPoolId = poolId }, signer)).ShouldSucceed();
        foreach (var (operation, resource, request) in new (string, string, object)[]
        {
            ("DescribeUserPool", otherPoolId, new { UserPoolId = otherPoolId }),
            ("DeleteUserPool", poolId, new { UserPoolId = poolId }),
            ("AdminDeleteUser", poolId, new { UserPoolId = poolId, Username = "alice" }),
            ("ListUserPools", "*", new { MaxResults = 10 }),
            ("CreateUserPool", "*", new { PoolName = "mine" }),
        })
        {
            var answer = await server.CallAsync(operation, request, signer);

            answer.ShouldRefuse(
                "AccessDeniedException",
                $"User: arn:aws:iam::000000000000:user/{signer.KeyId} is not authorized to perform: cognito-idp:{operation} "
                + $"on resource: arn:aws:cognito-idp:us-east-1:000000000000:userpool/{resource}");
        }
    }

    [Fact]
    public async Task A_temporary_key_comes_with_a_session_token()
    {
        var (_, output) = await RunAsync("create", "--expires", "1h");

        output.ShouldMatch("AWS_ACCESS_KEY_ID=ASIA[A-Z2-7]{16}\n");
        output.ShouldContain("AWS_SESSION_TOKEN=");
    }

    [Theory]
    [InlineData("create", "--expires", "soon")]
    [InlineData("create", "--policy", "no-such-file.json")]
    [InlineData("create", "--polcy", "x.json")]
    [InlineData("remove", "AKIANOBODYKNOWSTHIS0")]
    public async Task What_cannot_be_done_is_said_and_shows_in_the_exit_code(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);

        code.ShouldNotBe(0);
        output.ShouldNotBeEmpty();
    }

    private async Task<AwsSigner> CreateAsync(params string[] arguments)
    {
        var (code, output) = await RunAsync(["create", .. arguments]);
        code.ShouldBe(0, output);
        return new AwsSigner(
            Regex.Match(output, "AWS_ACCESS_KEY_ID=(.*)").Groups[1].Value,
            Regex.Match(output, "AWS_SECRET_ACCESS_KEY=(.*)").Groups[1].Value);
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        var code = await AccessKeyCommands.RunAsync(
            [AccessKeyCommands.Name, .. arguments, .. server.StartArguments],
            output,
            output);
        return (code, output.ToString());
    }
}
