using System.Text.Json;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Tokens.Keys;
using HostedAuth.Core.UserPools;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Tokens.Keys;

public sealed class SigningKeysTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private KeyRotation Rotation => server.Services.GetRequiredService<KeyRotation>();

    [Fact]
    public async Task A_pool_publishes_its_current_and_its_next_key_and_nothing_private()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        var published = await PublishedAsync(workshop);

        published.Count.ShouldBe(2);
        published.ShouldAllBe(key => string.Join(' ', key.EnumerateObject().Select(member => member.Name))
            == "kid use alg kty n e");
    }

    [Fact]
    public async Task Rotation_signs_with_the_key_that_was_published_ahead_and_keeps_old_tokens_good()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var before = (await PublishedAsync(workshop)).Select(KidOf).ToList();
        var old = await workshop.SignInAsync();

        server.Clock.Advance(KeyRotation.LeadTime);
        await Rotation.RotateAsync(workshop.PoolId, default);

        var young = await workshop.SignInAsync();
        before.ShouldContain(KidOf(HeaderOf(young.AccessToken.Value)));
        KidOf(HeaderOf(young.AccessToken.Value)).ShouldNotBe(KidOf(HeaderOf(old.AccessToken.Value)));
        (await PublishedAsync(workshop)).Count.ShouldBe(3);
        await workshop.VerifyAsync(old.AccessToken);
        await workshop.VerifyAsync(young.AccessToken);
    }

    [Fact]
    public async Task Keys_rotate_when_due_and_the_retired_one_goes_when_its_last_token_is_dead()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        await Rotation.RotateDueAsync(default);
        (await PublishedAsync(workshop)).Count.ShouldBe(2);

        server.Clock.Advance(TimeSpan.FromDays(90));
        await Rotation.RotateDueAsync(default);
        (await PublishedAsync(workshop)).Count.ShouldBe(3);

        server.Clock.Advance(KeyRotation.RetiredPeriod);
        await Rotation.RotateDueAsync(default);
        (await PublishedAsync(workshop)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_rotations_at_once_leave_one_current_key()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        server.Clock.Advance(KeyRotation.LeadTime);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Rotation.RotateAsync(workshop.PoolId, default);
            }
            catch (AuthException refusal)
            {
                // The next one of whoever came first.
                refusal.Error.Kind.ShouldBe(ErrorKind.InvalidParameter);
            }
        })));

        await workshop.ChangeAsync(async context =>
        {
            var states = await context.SigningKeys.Select(key => key.State).ToListAsync();
            states.Count(state => state == SigningKeyState.Current).ShouldBe(1);
            states.Count(state => state == SigningKeyState.Next).ShouldBe(1);
        });
    }

    [Fact]
    public async Task Private_keys_are_sealed_at_rest()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        await workshop.ChangeAsync(async context =>
        {
            foreach (var key in await context.SigningKeys.ToListAsync())
            {
                using var rsa = System.Security.Cryptography.RSA.Create();
                Should.Throw<System.Security.Cryptography.CryptographicException>(() =>
                    rsa.ImportPkcs8PrivateKey(key.SealedPrivateKey, out _));
            }
        });
    }

    private async Task<List<JsonElement>> PublishedAsync(TokenWorkshop workshop)
    {
        var pool = await server.Services.GetRequiredService<PoolDirectory>().FindAsync(workshop.PoolId, default);
        return [.. JsonElement.Parse(pool!.Keys.Jwks.Span).GetProperty("keys").EnumerateArray()];
    }

    private static JsonElement HeaderOf(string token) =>
        JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]));

    private static string KidOf(JsonElement key) => key.GetProperty("kid").GetString()!;
}
