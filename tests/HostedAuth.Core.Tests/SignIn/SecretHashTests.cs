using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn;

namespace HostedAuth.Core.Tests.SignIn;

public sealed class SecretHashTests
{
    [Theory]
    [InlineData("john@example.com", "1a2b3c4d5e6f7g8h9i0jk1l2m3", "secret123abc456def", "JyBmoQ6ktzk0VKnIZEgOdLXXl5OXArh2tg9bJix3DHk=")]
    [InlineData("Jürgen", "7abcdefghijklmnopqrstuvwx0", "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5", "ZnuLSz4qzwILYcnSWC4WPTxUVHDFN8vQo8ZQkRrOKw0=")]
    [InlineData("5f8b5c1e-0a3b-4c1d-9e2f-112233445566", "1a2b3c4d5e6f7g8h9i0jk1l2m3", "secret123abc456def", "gFCA2FJzg7T0kGaa2hY5vmAPn2GS6v5wzK0/ltyZ4Jo=")]
    public void A_worked_example_matches(string username, string clientId, string secret, string hash) =>
        SecretHash.Matches(Valid.Client(clientId, secret), username, hash).ShouldBeTrue();

    [Theory]
    [InlineData("mallory", true)]
    [InlineData("john@example.com", false)]
    public void A_hash_over_another_name_or_of_nothing_is_a_mismatch(string username, bool right)
    {
        var client = Valid.Client("1a2b3c4d5e6f7g8h9i0jk1l2m3", "secret123abc456def");
        var hash = right ? "JyBmoQ6ktzk0VKnIZEgOdLXXl5OXArh2tg9bJix3DHk=" : "not a hash";

        Should.Throw<AuthException>(() => SecretHash.Check(client, username, canonicalName: null, hash))
            .Error.ShouldBe(AuthError.SecretHashMismatch(client.ClientId));
    }

    [Fact]
    public void Either_of_two_active_secrets_will_do()
    {
        var client = Valid.Client("1a2b3c4d5e6f7g8h9i0jk1l2m3", "an older secret", "secret123abc456def");

        SecretHash.Matches(client, "john@example.com", "JyBmoQ6ktzk0VKnIZEgOdLXXl5OXArh2tg9bJix3DHk=").ShouldBeTrue();
    }

    [Fact]
    public void The_hash_may_be_over_the_canonical_name()
    {
        var client = Valid.Client("1a2b3c4d5e6f7g8h9i0jk1l2m3", "secret123abc456def");

        Should.NotThrow(() => SecretHash.Check(
            client, "+15550100", "john@example.com", "JyBmoQ6ktzk0VKnIZEgOdLXXl5OXArh2tg9bJix3DHk="));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_confidential_client_must_send_one(string? given)
    {
        var client = Valid.Client("1a2b3c4d5e6f7g8h9i0jk1l2m3", "secret123abc456def");

        Should.Throw<AuthException>(() => SecretHash.Check(client, "john@example.com", canonicalName: null, given))
            .Error.ShouldBe(AuthError.SecretHashMissing(client.ClientId));
    }

    [Fact]
    public void A_public_client_needs_none() =>
        Should.NotThrow(() => SecretHash.Check(Valid.Client("public"), "alice", canonicalName: null, given: null));
}
