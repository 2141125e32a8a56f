using HostedAuth.Core.SignIn;

namespace HostedAuth.Core.Tests.SignIn;

public sealed class ProofTests
{
    [Theory]
    [InlineData("pwd", "pwd")]
    [InlineData("pwd pwd", "pwd")]
    [InlineData("pwd otp", "pwd otp mfa")]
    [InlineData("email_otp sms", "email_otp sms mfa")]
    public void The_claim_names_each_method_once_and_says_when_there_were_several(string given, string claim)
    {
        var proofs = given.Split(' ').Select(amr => new Proof("PASSWORD", amr, DateTimeOffset.UnixEpoch)).ToList();

        Proof.AmrOf(proofs).ShouldBe(claim.Split(' '));
    }
}
