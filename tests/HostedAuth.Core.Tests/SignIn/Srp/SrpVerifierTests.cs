using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Core.Tests.SignIn.Srp;

public sealed class SrpVerifierTests
{
    [Theory]
    [MemberData(nameof(SrpExamples.Numbers), MemberType = typeof(SrpExamples))]
    public void The_verifier_of_a_worked_example_comes_out_to_the_bit(int index)
    {
        var example = SrpExamples.All[index];

        var computed = SrpVerifier.Compute(
            example.PoolId, example.User, new Secret(example.Password), FromHex(example.Salt));

        Convert.ToHexStringLower(computed).TrimStart('0').ShouldBe(example.Verifier, example.Name);
    }

    [Fact]
    public void Each_password_gets_a_salt_of_its_own()
    {
        var first = SrpVerifier.Compute("eu-west-1_AbCdEfGh1", "alice", new Secret("Passw0rd!"));
        var second = SrpVerifier.Compute("eu-west-1_AbCdEfGh1", "alice", new Secret("Passw0rd!"));

        first.Salt.Length.ShouldBe(16);
        second.Salt.ShouldNotBe(first.Salt);
        second.Verifier.ShouldNotBe(first.Verifier);
    }

    private static byte[] FromHex(string hex) =>
        Convert.FromHexString(hex.Length % 2 == 0 ? hex : "0" + hex);
}
