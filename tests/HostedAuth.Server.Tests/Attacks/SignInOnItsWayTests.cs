using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A sign-in whose password was right, and which begins its session only after the user was changed.</summary>
public sealed class SignInOnItsWayTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    [Theory]
    [InlineData("AdminSetUserPassword")]
    [InlineData("AdminDisableUser")]
    public async Task Gets_no_tokens(string change)
    {
        var (poolId, clientId) = await JoinAsync();

        var refusal = await server.InPoolAsync(poolId, async services =>
        {
            var (client, authentication) = await ProveAsync(services, clientId);
            await ChangeAsync(change, poolId);
            var grant = new Grant
            {
                Client = client,
                User = authentication.User,
                Scopes = ["aws.cognito.signin.user.admin"],
                AuthenticatedAt = authentication.At,
                Amr = authentication.Amr,
            };
            return await Should.ThrowAsync<AuthException>(
                () => services.GetRequiredService<TokenIssuer>().IssueAsync(grant, CancellationToken.None));
        });

        refusal.Error.Kind.ShouldBe(ErrorKind.NotAuthorized);
    }

    [Theory]
    [InlineData("AdminSetUserPassword")]
    [InlineData("AdminDisableUser")]
    public async Task Gets_no_browser_session(string change)
    {
        var (poolId, clientId) = await JoinAsync();

        var refusal = await server.InPoolAsync(poolId, async services =>
        {
            var (_, authentication) = await ProveAsync(services, clientId);
            await ChangeAsync(change, poolId);
            return await Should.ThrowAsync<AuthException>(() => services.GetRequiredService<SsoSessions>()
                .StartAsync(authentication, flow: null, CancellationToken.None));
        });

        refusal.Error.Kind.ShouldBe(ErrorKind.NotAuthorized);
    }

    private async Task<(string PoolId, string ClientId)> JoinAsync()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        return (poolId, clientId);
    }

    private static async Task<(ClientSnapshot Client, Authentication Authentication)> ProveAsync(
        IServiceProvider services,
        string clientId)
    {
        var client = services.GetRequiredService<PoolScope>().Pool.FindClient(clientId).ShouldNotBeNull();
        var step = await services.GetRequiredService<SignInFlow>()
            .StartWithPasswordAsync(client, "ada", new Secret(People.Password), CancellationToken.None);
        return (client, step.ShouldBeOfType<SignInStep.Completed>().Authentication);
    }

    private async Task ChangeAsync(string operation, string poolId) => (await server.CallAsync(operation, new
    {
        UserPoolId = poolId,
        Username = "ada",
        Password = "Another-horse-8",
        Permanent = true,
    })).ShouldSucceed();
}
