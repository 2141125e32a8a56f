using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class MessageLimitsTests(MessageLimitsTests.StrictPostman server) : IClassFixture<MessageLimitsTests.StrictPostman>
{
    private const string Text = "Attempt limit exceeded, please try after some time.";

    private static readonly object Hiding = new { PreventUserExistenceErrors = "ENABLED" };

    [Theory]
    [InlineData("ada")]
    [InlineData("nobody")]
    [InlineData("nobody@example.com")]
    public async Task An_address_gets_so_many_codes_an_hour_whether_anybody_has_it_or_not(string name)
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(clientMembers: Hiding);
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        server.Clock.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < StrictPostman.Mails; i++)
        {
            (await server.ForgotPasswordAsync(clientId, name)).ShouldSucceed();
        }

        var refused = await server.ForgotPasswordAsync(clientId, name);

        refused.ShouldRefuse("LimitExceededException", Text);
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await server.ForgotPasswordAsync(clientId, name)).ShouldSucceed();
    }

    [Fact]
    public async Task Users_who_name_the_same_address_share_its_limit()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync();
        var email = People.NewEmail();
        for (var i = 0; i < StrictPostman.Mails; i++)
        {
            (await server.SignUpAsync(clientId, $"user{i}", i == 0 ? email : email.ToUpperInvariant())).ShouldSucceed();
        }

        (await server.SignUpAsync(clientId, "another", email)).ShouldRefuse("LimitExceededException", Text);
        (await server.SignUpAsync(clientId, "another", People.NewEmail())).ShouldSucceed();
    }

    [Fact]
    public async Task A_stranger_cannot_be_flooded_by_changes_of_an_address_and_a_refused_change_changes_nothing()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        var mine = await server.JoinAsync(clientId, "ada", People.NewEmail());
        var access = await server.AccessTokenAsync(clientId, "ada");
        var victim = People.NewEmail("victim");
        for (var i = 0; i < StrictPostman.Mails; i++)
        {
            (await ChangeAsync(access, victim)).ShouldSucceed();
            await server.ChangeUserAsync(poolId, "ada", user => user.Attributes = user.Attributes.ToDictionary(pair => pair.Key, pair => pair.Key is "email" ? mine : pair.Value));
        }

        var refused = await ChangeAsync(access, victim);

        refused.ShouldRefuse("TooManyRequestsException", Text);
        (await server.ReadUserAsync(poolId, "ada")).Attributes["email"].ShouldBe(mine);
    }

    [Fact]
    public async Task A_number_has_a_limit_of_its_own()
    {
        var (_, clientId) = await server.CreateOpenPoolAsync(new { AutoVerifiedAttributes = new[] { "phone_number" } });
        for (var i = 0; i < StrictPostman.Texts; i++)
        {
            (await SignUpByPhoneAsync(clientId, $"user{i}")).ShouldSucceed();
        }

        (await SignUpByPhoneAsync(clientId, "another")).ShouldRefuse("LimitExceededException", Text);
    }

    [Fact]
    public async Task An_administrator_is_not_limited()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        await server.JoinAsync(clientId, "ada", People.NewEmail());
        for (var i = 0; i < StrictPostman.Mails + 1; i++)
        {
            await server.ChangeUserAsync(poolId, "ada", user => user.Status = Core.Users.UserStatus.CONFIRMED);
            (await server.CallAsync("AdminResetUserPassword", new { UserPoolId = poolId, Username = "ada" })).ShouldSucceed();
        }
    }

    [Fact]
    public async Task The_counters_hold_no_address()
    {
        var (poolId, clientId) = await server.CreateOpenPoolAsync();
        await server.SignUpAsync(clientId, "ada", "ada.lovelace@example.com");

        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        var counters = await context.AttemptCounters.AsNoTracking().ToListAsync();

        counters.ShouldNotBeEmpty();
        counters.ShouldAllBe(counter => !counter.UserId.Contains("lovelace", StringComparison.Ordinal));
    }

    private Task<ApiAnswer> ChangeAsync(string access, string email) => server.CallPublicAsync(
        "UpdateUserAttributes",
        new { AccessToken = access, UserAttributes = new[] { new { Name = "email", Value = email } } });

    private Task<ApiAnswer> SignUpByPhoneAsync(string clientId, string name) => server.CallPublicAsync("SignUp", new
    {
        ClientId = clientId,
        Username = name,
        People.Password,
        UserAttributes = new[] { new { Name = "phone_number", Value = "+15550100" } },
    });

    public sealed class StrictPostman : HostedAuthServer
    {
        public const int Mails = 3;
        public const int Texts = 2;

        protected override IEnumerable<string> Arguments => [$"--Email:PerAddress={Mails}", $"--Sms:PerNumber={Texts}"];
    }
}
