using HostedAuth.Core.AppClients;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;

namespace HostedAuth.Core.Tests.SignIn;

/// <summary>Valid things; a test changes what it is about.</summary>
internal static class Valid
{
    public static UserPool Pool(string id = "eu-west-1_AbCdEfGh1") => new()
    {
        Id = id,
        Name = "pool",
        Region = "eu-west-1",
        Settings = new UserPoolSettings(),
        Schema = StandardAttributes.Schema,
        SealedRootKey = [],
        CreatedAt = DateTimeOffset.UnixEpoch,
        ModifiedAt = DateTimeOffset.UnixEpoch,
    };

    public static ClientSnapshot Client(string id = "1a2b3c4d5e6f7g8h9i0jk1l2m3", params string[] secrets) => new()
    {
        Pool = Pool(),
        ScopesOfPool = [],
        Client = new AppClient
        {
            PoolId = "eu-west-1_AbCdEfGh1",
            ClientId = id,
            Name = id,
            Settings = new AppClientSettings(),
            CreatedAt = DateTimeOffset.UnixEpoch,
            ModifiedAt = DateTimeOffset.UnixEpoch,
        },
        ActiveSecrets = [.. secrets.Select(secret => new ClientSecret(secret, new Secret(secret), DateTimeOffset.UnixEpoch))],
    };

    public static User User(UserStatus status = UserStatus.CONFIRMED) => new()
    {
        PoolId = "eu-west-1_AbCdEfGh1",
        Id = "5f8b5c1e-0a3b-4c1d-9e2f-112233445566",
        Username = "alice",
        Status = status,
        PasswordHash = "a hash",
        PasswordSetAt = DateTimeOffset.UnixEpoch,
        SecurityStamp = "a stamp",
        CreatedAt = DateTimeOffset.UnixEpoch,
        ModifiedAt = DateTimeOffset.UnixEpoch,
    };
}
