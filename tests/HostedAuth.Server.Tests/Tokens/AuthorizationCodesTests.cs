using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Sessions;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Tokens;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Tokens;

public sealed class AuthorizationCodesTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const string RedirectUri = "https://app.example/callback";
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public async Task A_code_becomes_a_grant_once()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);

        Grant? grant = null;
        await ExchangeAsync(workshop, code, meanwhile: proven => Task.FromResult(grant = proven));

        grant!.User!.Id.ShouldBe(workshop.UserId);
        grant.Nonce.ShouldBe("n1");
        grant.ByOAuth.ShouldBeTrue();
        grant.Scopes.ShouldBe(["openid", "email"]);
        await ExchangeAsync(workshop, code).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);
    }

    [Fact]
    public async Task A_second_use_ends_what_the_first_granted()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);
        var tokens = await ExchangeAsync(workshop, code);

        await ExchangeAsync(workshop, code).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);

        await workshop.RefreshAsync(tokens.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
    }

    [Fact]
    public async Task A_second_use_between_redeeming_and_issuing_leaves_nothing_alive()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);
        TokenSet? second = null;

        await ExchangeAsync(workshop, code, meanwhile: async _ => second = await ExchangeAsync(workshop, code))
            .ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);

        await workshop.RefreshAsync(second!.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
        await workshop.ChangeAsync(async context =>
            (await context.TokenSessions.CountAsync(session => session.EndedAt == null)).ShouldBe(0));
    }

    [Fact]
    public async Task What_fails_after_its_checks_spends_no_code()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);

        await ExchangeAsync(workshop, code, meanwhile: _ => throw AuthError.Busy.AsException())
            .ShouldBeRefusedAsync(AuthError.Busy);

        (await ExchangeAsync(workshop, code)).RefreshToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task One_code_exchanged_100_times_at_once_succeeds_at_most_once()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);

        var successes = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            try
            {
                await ExchangeAsync(workshop, code);
                return 1;
            }
            catch (AuthException refusal) when (refusal.Error == AuthError.InvalidAuthorizationCode)
            {
                return 0;
            }
        })));

        successes.Sum().ShouldBeLessThanOrEqualTo(1);
        await workshop.ChangeAsync(async context =>
            (await context.TokenSessions.CountAsync(session => session.EndedAt == null)).ShouldBe(0));
    }

    [Fact]
    public async Task It_lives_five_minutes()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);
        server.Clock.Advance(TimeSpan.FromMinutes(5));

        await ExchangeAsync(workshop, code).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);
    }

    [Theory]
    [InlineData("https://app.example/callback/")]
    [InlineData("https://APP.example/callback")]
    [InlineData("")]
    public async Task The_redirect_uri_is_compared_to_the_letter(string redirectUri)
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);

        await ExchangeAsync(workshop, code, redirectUri).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);
    }

    [Theory]
    [InlineData(true, Verifier, true)]
    [InlineData(true, "another-verifier-another-verifier-another-v", false)]
    [InlineData(true, "", false)]
    [InlineData(true, null, false)]
    [InlineData(false, null, true)]
    [InlineData(false, Verifier, false)]
    public async Task The_verifier_must_be_there_exactly_when_a_challenge_was(bool challenged, string? verifier, bool isGood)
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));
        var code = await IssueAsync(workshop, challenged ? challenge : null);

        var redeemed = ExchangeAsync(workshop, code, RedirectUri, verifier);

        await (isGood ? redeemed : redeemed.ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode));
    }

    [Fact]
    public async Task Another_clients_attempt_neither_succeeds_nor_spends_it()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var stranger = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);

        await ExchangeAsync(stranger, code).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);

        (await ExchangeAsync(workshop, code)).RefreshToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task It_dies_when_its_browser_is_signed_out()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);
        await workshop.DoAsync<TokenSessions>((sessions, _) =>
            sessions.EndAllAsync(workshop.UserId, null, ssoToo: true, default));

        await ExchangeAsync(workshop, code).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);
    }

    [Fact]
    public async Task A_logout_between_redeeming_and_issuing_leaves_no_session()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);

        await ExchangeAsync(workshop, code, meanwhile: grant =>
            workshop.DoAsync<SsoSessions>((sessions, _) => sessions.EndAsync(grant.SsoSessionId!, default)))
            .ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);

        await workshop.ChangeAsync(async context => (await context.TokenSessions.CountAsync()).ShouldBe(0));
    }

    [Fact]
    public async Task Of_a_logout_and_an_exchange_at_once_no_living_session_remains()
    {
        for (var round = 0; round < 10; round++)
        {
            var workshop = await TokenWorkshop.CreateAsync(server);
            var code = await IssueAsync(workshop);
            var sso = await workshop.DoAsync<HostedAuthDbContext, string>((context, _) =>
                context.SsoSessions.Select(session => session.Id).SingleAsync());

            await Task.WhenAll(
                Task.Run(() => workshop.DoAsync<SsoSessions>((sessions, _) => sessions.EndAsync(sso, default))),
                Task.Run(() => ExchangeAsync(workshop, code).ContinueWith(_ => { }, TaskScheduler.Default)));

            await workshop.ChangeAsync(async context =>
                (await context.TokenSessions.CountAsync(session => session.EndedAt == null)).ShouldBe(0));
        }
    }

    [Fact]
    public async Task Another_client_of_the_pool_gets_nothing_by_it_and_spends_nothing()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = await IssueAsync(workshop);
        var other = await server.CreateClientAsync(workshop.PoolId, new { ClientName = "other" });

        await ExchangeAsync(workshop, code, clientId: other.Id).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);

        (await ExchangeAsync(workshop, code)).RefreshToken.ShouldNotBeNull();
    }

    [Fact]
    public async Task Nothing_is_stored_for_it_and_nobody_reads_in_it()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        var code = await IssueAsync(workshop);

        await workshop.ChangeAsync(async context => (await context.KeptCodes.CountAsync()).ShouldBe(0));
        code.Value.Length.ShouldBeLessThan(800);
        var text = Encoding.Latin1.GetString(Base64Url.DecodeFromChars(code.Value));
        text.ShouldNotContain("openid");
        text.ShouldNotContain(RedirectUri);
    }

    [Fact]
    public async Task One_that_is_too_long_for_an_address_is_kept_sealed_under_a_hash_and_good_once()
    {
        var workshop = await TokenWorkshop.CreateAsync(server);

        var code = await IssueAsync(workshop, nonce: new string('n', 2000));
        var tokens = await ExchangeAsync(workshop, code);

        code.Value.Length.ShouldBe(43);
        await workshop.ChangeAsync(async context =>
        {
            var kept = await context.KeptCodes.SingleAsync();
            kept.Hash.ShouldBe(SHA256.HashData(Encoding.ASCII.GetBytes(code.Value)));
            kept.Content.ShouldNotContain("nnnn");
        });
        await ExchangeAsync(workshop, code).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);
        await workshop.RefreshAsync(tokens.RefreshToken!.Value).ShouldBeRefusedAsync(AuthError.RefreshTokenRevoked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no code")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("last letter changed")]
    public async Task What_is_no_code_is_refused(string text)
    {
        var workshop = await TokenWorkshop.CreateAsync(server);
        var code = (await IssueAsync(workshop)).Value;
        var forged = text == "last letter changed" ? $"{code[..^2]}{(code[^2] == 'A' ? 'B' : 'A')}{code[^1]}" : text;

        await ExchangeAsync(workshop, new Secret(forged)).ShouldBeRefusedAsync(AuthError.InvalidAuthorizationCode);
    }

    private static async Task<Secret> IssueAsync(TokenWorkshop workshop, string? challenge = null, string nonce = "n1")
    {
        var (session, _) = await workshop.StartSsoAsync();
        return await workshop.DoAsync<AuthorizationCodes, Secret>((codes, client) => codes.IssueAsync(
            new AuthorizationCodeRequest
            {
                Client = client,
                Session = session,
                RedirectUri = RedirectUri,
                Scopes = ["openid", "email"],
                CodeChallenge = challenge,
                Nonce = nonce,
            },
            default));
    }

    private static Task<TokenSet> ExchangeAsync(
        TokenWorkshop workshop,
        Secret code,
        string redirectUri = RedirectUri,
        string? verifier = null,
        Func<Grant, Task>? meanwhile = null,
        string? clientId = null) =>
        workshop.DoAsync<IServiceProvider, TokenSet>((services, client) =>
            services.GetRequiredService<AuthorizationCodes>().RedeemAsync(
                clientId is null ? client : services.GetRequiredService<PoolScope>().Pool.FindClient(clientId)!,
                code,
                redirectUri,
                verifier,
                async grant =>
                {
                    await (meanwhile?.Invoke(grant) ?? Task.CompletedTask);
                    return await services.GetRequiredService<TokenIssuer>().IssueAsync(grant, default);
                },
                default));
}
