using FsCheck.Fluent;
using HostedAuth.Server.Tests.CognitoApi.Operations.SignIn;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.SignIn;

/// <summary>
/// What no sequence of moves, however odd, may come to: tokens without the factors that the pool asks for; a session used
/// twice, late, or by another user, client or pool.
/// </summary>
public sealed class SignInProperties(HostedAuthServer server) : IClassFixture<HostedAuthServer>
{
    private const int Sequences = 25;

    [Theory]
    [InlineData(1, "OPTIONAL")]
    [InlineData(2, "OPTIONAL", "SMS_MFA")]
    [InlineData(2, "OPTIONAL", "SMS_MFA", "EMAIL_OTP")]
    [InlineData(2, "ON")]
    public async Task No_sequence_of_moves_gives_what_was_not_earned(int owed, string mfa, params string[] factors)
    {
        foreach (var moves in SignInMove.Sequences.Generator.Sample(Sequences))
        {
            var model = await CreateAsync(mfa, factors, owed);
            foreach (var move in moves)
            {
                await model.MakeAsync(move);
            }

            model.Violation.ShouldBeNull(string.Join("\n", moves.AsEnumerable()));
        }
    }

    private async Task<SignInModel> CreateAsync(string mfa, string[] factors, int owed)
    {
        var (here, there) = (await PoolAsync(mfa), await PoolAsync(mfa));
        foreach (var world in new[] { here, there })
        {
            await world.AddUserAsync("alice", factors);
            await world.SignIn.AddUserAsync("mallory");
        }

        return new SignInModel(server, here, there, "alice", owed);
    }

    private Task<CodeWorld> PoolAsync(string mfa) => CodeWorld.CreateAsync(server, mfa, new
    {
        Policies = new { SignInPolicy = new { AllowedFirstAuthFactors = new[] { "PASSWORD", "EMAIL_OTP" } } },
    });
}
