using HostedAuth.Core.Users;
using HostedAuth.Server.Tests.CognitoApi.Operations.Passkeys;
using HostedAuth.Server.Tests.Fixtures;
using static HostedAuth.Server.Tests.CognitoApi.Operations.SignIn.ChoiceSteps;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;

/// <summary>What USER_AUTH offers tells nobody whether there is a user of the name.</summary>
public sealed class UserAuthExistenceTests(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    /// <summary>Each of them is what some user has.</summary>
    [Theory]
    [InlineData("a phone alone")]
    [InlineData("an address alone")]
    [InlineData("a password alone")]
    [InlineData("no password")]
    [InlineData("a second factor")]
    [InlineData("a temporary password")]
    [InlineData("a passkey", "WEB_AUTHN")]
    public async Task Whatever_a_user_is_offered_some_unknown_names_are_offered_too(string what, string preferred = "SMS_OTP")
    {
        var world = await CreateAsync("OPTIONAL");
        await world.AddUserAsync("alice");
        await BringAsync(world, what);
        var nobody = await server.LikeAsync(world.SignIn.PoolId, "alice");

        foreach (var wish in new[] { "", "PASSWORD", "EMAIL_OTP", preferred })
        {
            var known = await server.StartByChoiceAsync(world, "alice", ("PREFERRED_CHALLENGE", wish));
            var unknown = await server.StartByChoiceAsync(world, nobody, ("PREFERRED_CHALLENGE", wish));

            unknown.Text("ChallengeName").ShouldBe(known.Text("ChallengeName"));
            OfferedBy(unknown).ShouldBe(OfferedBy(known));
        }
    }

    [Fact]
    public async Task What_an_unknown_name_is_offered_stays_whoever_joins()
    {
        var world = await CreateAsync("OFF");
        var names = Enumerable.Range(1, 10).Select(number => $"nobody{number}").ToList();
        var before = await OfferedToAllAsync();

        await world.AddUserAsync("alice");

        (await OfferedToAllAsync()).ShouldBe(before);
        before.Distinct().Count().ShouldBeGreaterThan(1);

        async Task<IReadOnlyList<string>> OfferedToAllAsync()
        {
            var offered = new List<string>();
            foreach (var name in names)
            {
                offered.Add(string.Join(' ', OfferedBy(await server.StartByChoiceAsync(world, name))));
            }

            return offered;
        }
    }

    private static async Task BringAsync(CodeWorld world, string what)
    {
        if (what is "a passkey")
        {
            var passkeys = new PasskeyWorld(world.SignIn);
            (await passkeys.RegisterAsync(await passkeys.TokenOfAsync("alice"), new SoftwareAuthenticator())).ShouldSucceed();
            return;
        }

        await world.SignIn.ChangeUserAsync("alice", user =>
        {
            user.Attributes = user.Attributes
                .Where(pair => what is not "a password alone" || pair.Key is "sub")
                .Where(pair => what is not "a phone alone" || !pair.Key.StartsWith("email", StringComparison.Ordinal))
                .Where(pair => what is not "an address alone" || !pair.Key.StartsWith("phone", StringComparison.Ordinal))
                .ToDictionary();
            user.PasswordHash = what is "no password" ? null : user.PasswordHash;
            user.SealedSrpVerifier = what is "no password" ? null : user.SealedSrpVerifier;
            user.ActiveFactors = what is "a second factor" ? ["SMS_MFA"] : [];
            user.Status = what is "a temporary password" ? UserStatus.FORCE_CHANGE_PASSWORD : user.Status;
        });
    }

    private Task<CodeWorld> CreateAsync(string mfa) => CodeWorld.CreateAsync(
        server,
        mfa,
        new
        {
            Policies = new
            {
                SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN" } },
            },
        },
        new
        {
            ExplicitAuthFlows = new[] { "ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH" },
            PreventUserExistenceErrors = "ENABLED",
        });
}
