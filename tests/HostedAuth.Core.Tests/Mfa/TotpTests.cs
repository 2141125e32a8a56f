using System.Text;
using HostedAuth.Core.Mfa;

namespace HostedAuth.Core.Tests.Mfa;

/// <summary>The test vectors of RFC 6238, appendix B, cut to six digits.</summary>
public sealed class TotpTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void A_code_is_the_one_of_the_specification(long unixTime, string code) =>
        Totp.CodeOf(Key, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(unixTime))).ShouldBe(code);

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_one_step_off(int steps, bool isRight)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var step = Totp.StepAt(now) + steps;

        Totp.Match(Key, Totp.CodeOf(Key, step), now).ShouldBe(isRight ? step : null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00592")]
    [InlineData("0059240")]
    [InlineData("٠٠٥٩٢٤")]
    public void What_is_no_code_matches_nothing(string code) =>
        Totp.Match(Key, code, DateTimeOffset.FromUnixTimeSeconds(1234567890)).ShouldBeNull();

    [Fact]
    public void Base32_is_that_of_the_apps()
    {
        Base32.Encode(Key).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        Base32.Encode("foobar"u8).ShouldBe("MZXW6YTBOI");
        Base32.Encode(new byte[32]).Length.ShouldBe(52);
    }
}
