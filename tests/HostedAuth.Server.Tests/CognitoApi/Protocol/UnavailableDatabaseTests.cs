using System.Net;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using HostedAuth.Server.Tests.Oidc;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HostedAuth.Server.Tests.CognitoApi.Protocol;

public sealed class UnavailableDatabaseTests(UnavailableDatabaseTests.Server server) : IClassFixture<UnavailableDatabaseTests.Server>
{
    [Fact]
    public async Task A_call_while_the_database_is_away_is_told_to_come_back()
    {
        var poolId = await server.CreatePoolAsync();

        server.IsAway = true;
        var answer = await server.CallAsync("ListUsers", new { UserPoolId = poolId });
        server.IsAway = false;

        answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        answer.ShouldRefuse("ServiceUnavailableException", "The service can't take the request now, please try again.");
        answer.Headers["Retry-After"].ShouldBe("1");
        (await server.CallAsync("ListUsers", new { UserPoolId = poolId })).ShouldSucceed();
    }

    [Fact]
    public async Task A_token_request_while_the_database_is_away_is_told_to_come_back()
    {
        var poolId = await server.CreatePoolAsync();
        var client = await server.CreateClientAsync(poolId, new
        {
            AllowedOAuthFlows = new[] { "code" },
            AllowedOAuthScopes = new[] { "openid" },
            CallbackURLs = new[] { "https://app.example.com/" },
        });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = client.Id,
            ["redirect_uri"] = "https://app.example.com/",
            ["code"] = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrs",
            ["code_verifier"] = new('v', 43),
        });

        server.IsAway = true;
        using var response = await server.Http.PostAsync($"/{poolId}/oauth2/token", form);
        server.IsAway = false;

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        (await response.Content.ReadAsStringAsync()).ShouldContain("temporarily_unavailable");
    }

    [Fact]
    public async Task A_revocation_that_could_not_be_written_is_never_told_as_done()
    {
        var app = await TestApp.CreateAsync(server);
        var tokens = await app.TokensAsync();
        var token = tokens.Text("refresh_token")!;

        server.IsAway = true;
        var revoked = await app.PostAsync("/oauth2/revoke", [("token", token), ("client_id", app.Client.Id)]);
        var byApi = await server.CallPublicAsync("RevokeToken", new { Token = token, ClientId = app.Client.Id });
        var signedOut = await server.CallPublicAsync("GlobalSignOut", new { AccessToken = tokens.Text("access_token") });
        server.IsAway = false;

        revoked.Status.ShouldBe(503);
        byApi.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        signedOut.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await app.RefreshAsync(token)).Status.ShouldBe(200);
    }

    /// <summary>A server whose database can be taken away.</summary>
    public sealed class Server : HostedAuthServer
    {
        public bool IsAway { get; set; }

        protected override void AddServices(IServiceCollection services)
        {
            var descriptor = services.Single(service => service.ServiceType == typeof(Database));
            services.Replace(ServiceDescriptor.Singleton<Database>(provider =>
                new Interruptible((Database)descriptor.ImplementationFactory!(provider), this)));
        }
    }

    private sealed class Interruptible(Database database, Server server) : Database, IDisposable
    {
        private const int Busy = 5;

        public override HostedAuthDbContext Open(string? poolId) =>
            server.IsAway ? throw new SqliteException("database is locked", Busy) : database.Open(poolId);

        public override Task MigrateAsync(CancellationToken cancellationToken) => database.MigrateAsync(cancellationToken);

        public override bool IsUniqueViolation(DbUpdateException exception) => database.IsUniqueViolation(exception);

        public override bool IsUnavailable(Exception exception) =>
            exception is SqliteException { SqliteErrorCode: Busy } || database.IsUnavailable(exception);

        public override bool IsDamaged(Exception exception) => database.IsDamaged(exception);

        public override Task NotifyAsync(HostedAuthDbContext context, string poolId, CancellationToken cancellationToken) =>
            database.NotifyAsync(context, poolId, cancellationToken);

        public override Task WaitForChangeAsync(CancellationToken cancellationToken) =>
            database.WaitForChangeAsync(cancellationToken);

        public void Dispose() => (database as IDisposable)?.Dispose();
    }
}
