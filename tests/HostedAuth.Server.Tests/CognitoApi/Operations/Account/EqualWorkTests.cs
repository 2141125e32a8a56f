using System.Diagnostics;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Recovery;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignUp;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Account;

/// <summary>Whether a user exists can't be read off the time either: the database is asked the same things.</summary>
public sealed class EqualWorkTests(RecordedServer server) : IClassFixture<RecordedServer>
{
    [Fact]
    public async Task ForgotPassword_runs_the_same_statements_for_known_and_unknown_names()
    {
        var (poolId, clientId) = await CreateHidingPoolAsync();

        var known = await CommandsOfAsync(poolId, clientId, (services, client) =>
            services.GetRequiredService<PasswordRecovery>().ForgotAsync(client, "ada", CancellationToken.None));
        var unknown = await CommandsOfAsync(poolId, clientId, (services, client) =>
            services.GetRequiredService<PasswordRecovery>().ForgotAsync(client, "nobody", CancellationToken.None));

        known.ShouldNotBeEmpty();
        unknown.ShouldBe(known);
    }

    [Fact]
    public async Task ConfirmForgotPassword_runs_the_same_statements_for_known_and_unknown_names()
    {
        var (poolId, clientId) = await CreateHidingPoolAsync();

        var known = await CommandsOfAsync(poolId, clientId, (services, client) => ConfirmAsync(services, client, "ada"));
        var unknown = await CommandsOfAsync(poolId, clientId, (services, client) => ConfirmAsync(services, client, "nobody"));

        known.ShouldNotBeEmpty();
        unknown.ShouldBe(known);
    }

    [Fact]
    public async Task ResendConfirmationCode_runs_the_same_statements_for_known_and_unknown_names()
    {
        var (poolId, clientId) = await CreateHidingPoolAsync();
        await server.SignUpAsync(clientId, "bob", People.NewEmail());
        await server.ResendAsync(clientId, "nobody");
        await server.ResendAsync(clientId, "bob");

        var known = await CommandsOfAsync(poolId, clientId, (services, client) =>
            services.GetRequiredService<SignUpConfirmations>().ResendAsync(client, "bob", CancellationToken.None));
        var unknown = await CommandsOfAsync(poolId, clientId, (services, client) =>
            services.GetRequiredService<SignUpConfirmations>().ResendAsync(client, "nobody", CancellationToken.None));

        known.ShouldNotBeEmpty();
        unknown.ShouldBe(known);
    }

    private async Task<(string PoolId, string ClientId)> CreateHidingPoolAsync()
    {
        var pool = await server.CreateOpenPoolAsync(
            new { AutoVerifiedAttributes = new[] { "email" }, UserPoolAddOns = new { AdvancedSecurityMode = "AUDIT" } },
            new { PreventUserExistenceErrors = "ENABLED" });
        await server.JoinAsync(pool.ClientId, "ada", People.NewEmail());
        return pool;
    }

    private static Task<AuthException> ConfirmAsync(IServiceProvider services, ClientSnapshot client, string username) =>
        Should.ThrowAsync<AuthException>(() => services.GetRequiredService<PasswordRecovery>().ConfirmAsync(
            client,
            username,
            new Secret("000000"),
            new Secret(People.Password),
            CancellationToken.None));

    private Task<IReadOnlyList<string>> CommandsOfAsync(
        string poolId,
        string clientId,
        Func<IServiceProvider, ClientSnapshot, Task> work) => server.InPoolAsync(poolId, async services =>
        {
            var client = services.GetRequiredService<PoolScope>().Pool.FindClient(clientId).ShouldNotBeNull();
            var commands = CommandRecorder.Start();
            await work(services, client);
            return commands;
        });
}

/// <summary>A server whose database commands are heard from its start: EF asks only now and then whether anybody listens.</summary>
public sealed class RecordedServer : HostedAuthServer
{
    public RecordedServer() => CommandRecorder.Listen();
}

/// <summary>Hears the database commands of the flow of execution that started it; other tests run meanwhile.</summary>
internal sealed class CommandRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<List<string>?> Current = new();
    private static readonly Lazy<IDisposable> Subscription =
        new(() => DiagnosticListener.AllListeners.Subscribe(new CommandRecorder()));

    public static void Listen() => _ = Subscription.Value;

    /// <summary>The list that fills as the caller goes on.</summary>
    public static IReadOnlyList<string> Start() => Current.Value = [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data)
        {
            Current.Value?.Add(data.Command.CommandText);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
