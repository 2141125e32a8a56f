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
public sealed class EqualWorkTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
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
            services.GetRequiredService<SignUps>().ResendAsync(client, "bob", CancellationToken.None));
        var unknown = await CommandsOfAsync(poolId, clientId, (services, client) =>
            services.GetRequiredService<SignUps>().ResendAsync(client, "nobody", CancellationToken.None));

        known.ShouldNotBeEmpty();
        unknown.ShouldBe(known);
    }

    private async Task<(string PoolId, string ClientId)> CreateHidingPoolAsync()
    {
        var pool = await server.CreateOpenPoolAsync(clientMembers: new { PreventUserExistenceErrors = "ENABLED" });
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
            using var recorder = new CommandRecorder();
            await work(services, client);
            return recorder.Commands;
        });

    /// <summary>Hears the database commands of its own flow of execution; other tests run meanwhile.</summary>
    private sealed class CommandRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private static readonly AsyncLocal<CommandRecorder?> Current = new();
        private readonly List<string> _commands = [];
        private readonly List<IDisposable> _subscriptions = [];

        public CommandRecorder()
        {
            Current.Value = this;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public IReadOnlyList<string> Commands => _commands;

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Current.Value == this && value.Key == RelationalEventId.CommandExecuting.Name
                && value.Value is CommandEventData data)
            {
                _commands.Add(data.Command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            Current.Value = null;
            foreach (var subscription in _subscriptions.ToList())
            {
                subscription.Dispose();
            }
        }
    }
}
