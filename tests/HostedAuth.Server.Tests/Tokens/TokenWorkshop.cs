using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Groups;
using HostedAuth.Core.ResourceServers;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Core.Tokens.Jose;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Tokens;

/// <summary>A pool with a client and a user, beneath every face, and what the core does with them.</summary>
internal sealed class TokenWorkshop
{
    public static readonly string[] ApiScopes = ["aws.cognito.signin.user.admin"];

    /// <summary>Of an app that uses codes.</summary>
    private static readonly AppClientSettings OfApp = new()
    {
        AllowedOAuthFlows = ["code"],
        AllowedOAuthScopes = ["openid", "email", "orders/read", "orders/write"],
    };

    // RSA keys are dear to make; two pools that follow each other have different ones.
    private static readonly Lazy<(byte[] PrivateKey, byte[] PublicKey)>[] Materials =
        [.. Enumerable.Range(0, 6).Select(_ => new Lazy<(byte[], byte[])>(RsaSignatures.Generate))];

    private static int _materialsUsed;

    private readonly HostedAuthServer _server;

    private TokenWorkshop(HostedAuthServer server) => _server = server;

    public string PoolId { get; } = RandomText.PoolId("us-east-1");

    public string ClientId { get; } = RandomText.ClientId();

    public string UserId { get; } = Guid.NewGuid().ToString();

    public string Issuer => $"{HostedAuthServer.BaseAddress}/{PoolId}";

    public DateTimeOffset Now => _server.Clock.GetUtcNow();

    public static async Task<TokenWorkshop> CreateAsync(
        HostedAuthServer server,
        AppClientSettings? settings = null,
        Dictionary<string, string>? attributes = null,
        params Group[] groups)
    {
        var workshop = new TokenWorkshop(server);
        await workshop.SaveAsync(settings ?? OfApp, attributes ?? new() { ["email"] = "ann@example.com" }, groups);
        return workshop;
    }

    public static Group Group(string name, int? precedence = null, string? role = null) => new()
    {
        PoolId = "",
        Name = name,
        Precedence = precedence,
        RoleArn = role,
        CreatedAt = default,
        ModifiedAt = default,
    };

    /// <summary>Does something within the pool, as a request would.</summary>
    public async Task<T> DoAsync<TService, T>(Func<TService, ClientSnapshot, Task<T>> act)
        where TService : notnull
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var pool = await scope.ServiceProvider.GetRequiredService<PoolDirectory>().FindAsync(PoolId, default);
        scope.ServiceProvider.GetRequiredService<PoolScope>().Enter(pool!);
        return await act(scope.ServiceProvider.GetRequiredService<TService>(), pool!.FindClient(ClientId)!);
    }

    public Task DoAsync<TService>(Func<TService, ClientSnapshot, Task> act)
        where TService : notnull =>
        DoAsync<TService, bool>(async (service, client) =>
        {
            await act(service, client);
            return true;
        });

    public Task ChangeAsync(Func<HostedAuthDbContext, Task> change) =>
        DoAsync<HostedAuthDbContext>((context, _) => change(context));

    /// <summary>Signs the user in by the API.</summary>
    public Task<TokenSet> SignInAsync() => IssueAsync((client, user) => new Grant
    {
        Client = client,
        User = user,
        Scopes = ApiScopes,
        AuthenticatedAt = Now,
        Amr = ["pwd"],
    });

    /// <summary>Signs the user in at an OAuth endpoint.</summary>
    public Task<TokenSet> SignInByOAuthAsync(params string[] scopes) => IssueAsync((client, user) => new Grant
    {
        Client = client,
        User = user,
        Scopes = scopes,
        AuthenticatedAt = Now,
        Nonce = "n-0S6_WzA2Mj",
        ByOAuth = true,
    });

    public Task<TokenSet> IssueAsync(Func<ClientSnapshot, User, Grant> grant) =>
        DoAsync<IServiceProvider, TokenSet>(async (services, client) =>
        {
            var user = await services.GetRequiredService<UserDirectory>().FindByIdAsync(UserId, default);
            return await services.GetRequiredService<TokenIssuer>().IssueAsync(grant(client, user!), default);
        });

    public Task<TokenSet> RefreshAsync(Secret refreshToken, bool rotate = false, params string[] scopes) =>
        DoAsync<RefreshTokens, TokenSet>((tokens, client) =>
            tokens.RedeemAsync(client, refreshToken, rotate, new Narrowing(scopes is [] ? null : scopes, []), default));

    public Task<AccessTokenIdentity> VerifyAsync(Secret accessToken, string scope = "aws.cognito.signin.user.admin") =>
        DoAsync<AccessTokens, AccessTokenIdentity>((tokens, _) => tokens.VerifyAsync(accessToken.Value, scope, default));

    /// <summary>Signs a browser in.</summary>
    public Task<(SsoSession Session, Secret Handle)> StartSsoAsync() =>
        DoAsync<IServiceProvider, (SsoSession, Secret)>(async (services, _) =>
        {
            var user = await services.GetRequiredService<UserDirectory>().FindByIdAsync(UserId, default);
            return await services.GetRequiredService<SsoSessions>()
                .StartAsync(new Authentication(user!, Now, ["pwd"]), flow: null, default);
        });

    /// <summary>The claims of a token, unverified.</summary>
    public static JsonElement ClaimsOf(Secret? token) =>
        JsonElement.Parse(Base64Url.DecodeFromChars(token!.Value.Value.Split('.')[1]));

    private async Task SaveAsync(AppClientSettings settings, Dictionary<string, string> attributes, Group[] groups)
    {
        var sealer = _server.Services.GetRequiredService<Sealer>();
        await using var context = _server.Services.GetRequiredService<Database>().Open(PoolId);
        context.UserPools.Add(NewPool(sealer));
        context.ResourceServers.Add(new ResourceServer
        {
            PoolId = PoolId,
            Identifier = "orders",
            Name = "orders",
            Scopes = [new() { ScopeName = "read" }, new() { ScopeName = "write" }],
        });
        context.AppClients.Add(new AppClient
        {
            PoolId = PoolId,
            ClientId = ClientId,
            Name = "workshop",
            Settings = settings,
            CreatedAt = Now,
            ModifiedAt = Now,
        });
        context.Users.Add(new User
        {
            PoolId = PoolId,
            Id = UserId,
            Username = "ann",
            Status = UserStatus.CONFIRMED,
            Attributes = attributes,
            CreatedAt = Now,
            ModifiedAt = Now,
        });
        foreach (var group in groups)
        {
            Join(context, group);
        }

        context.SigningKeys.Add(NewKey(sealer, SigningKeyState.Current));
        context.SigningKeys.Add(NewKey(sealer, SigningKeyState.Next));
        await context.SaveChangesAsync();
    }

    private UserPool NewPool(Sealer sealer) => new()
    {
        Id = PoolId,
        Name = "workshop",
        Region = "us-east-1",
        Settings = new(),
        Schema = StandardAttributes.Schema,
        SealedRootKey = sealer.Seal(SealKind.PoolRootKey, PoolId, RandomNumberGenerator.GetBytes(32)),
        CreatedAt = Now,
        ModifiedAt = Now,
    };

    private void Join(HostedAuthDbContext context, Group group)
    {
        context.Groups.Add(new Group
        {
            PoolId = PoolId,
            Name = group.Name,
            Precedence = group.Precedence,
            RoleArn = group.RoleArn,
            CreatedAt = Now,
            ModifiedAt = Now,
        });
        context.GroupMembers.Add(new GroupMember
        {
            PoolId = PoolId,
            GroupName = group.Name,
            UserId = UserId,
            AddedAt = Now,
        });
    }

    private SigningKey NewKey(Sealer sealer, SigningKeyState state)
    {
        var (privateKey, publicKey) = Materials[Interlocked.Increment(ref _materialsUsed) % Materials.Length].Value;
        var kid = Base64Url.EncodeToString(SHA256.HashData(publicKey));
        return new SigningKey
        {
            PoolId = PoolId,
            Kid = kid,
            Algorithm = SigningAlgorithms.Rs256,
            State = state,
            SealedPrivateKey = sealer.Seal(SealKind.SigningKey, $"{PoolId}/{kid}", privateKey),
            PublicKey = publicKey,
            CreatedAt = Now,
            ActivatedAt = state == SigningKeyState.Current ? Now : null,
        };
    }
}
