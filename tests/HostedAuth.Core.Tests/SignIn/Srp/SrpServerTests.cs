using System.Globalization;
using System.Numerics;
using HostedAuth.Core.Errors;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Core.Tests.SignIn.Srp;

public sealed class SrpServerTests
{
    private const string Prime =
        "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
        + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
        + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
        + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
        + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
        + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
        + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
        + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";

    [Theory]
    [MemberData(nameof(SrpExamples.Numbers), MemberType = typeof(SrpExamples))]
    public void A_worked_example_comes_out_to_the_bit(int index)
    {
        var example = SrpExamples.All[index];
        var (a, b, v) = (Number(example.SrpA), Number(example.ServerPrivate), Number(example.Verifier));

        var shown = SrpServer.PublicValueOf(b, v);
        var key = SrpServer.KeyOf(a, shown, b, v);
        var signature = SrpServer.Sign(
            key, example.Group, example.User, Convert.FromBase64String(example.Block), example.Timestamp);

        SrpServer.ToHex(shown).ShouldBe(example.SrpB, example.Name);
        SrpServer.ToHex(SrpServer.Scramble(a, shown)).ShouldBe(example.U, example.Name);
        Convert.ToHexStringLower(key).ShouldBe(example.Key, example.Name);
        Convert.ToBase64String(signature).ShouldBe(example.Signature, example.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("xyz")]
    [InlineData("-1")]
    [InlineData(Prime)]
    [InlineData("1" + Prime)]
    public void A_public_value_with_which_anybody_would_know_the_key_is_refused(string hex) =>
        Should.Throw<AuthException>(() => SrpServer.ReadPublicValue(hex)).Error.Kind.ShouldBe(ErrorKind.InvalidParameter);

    [Theory]
    [InlineData("Tue Nov 3 07:05:09 UTC 2026", true)]
    [InlineData("Tue Nov 3 07:10:09 UTC 2026", true)]
    [InlineData("Tue Nov 3 07:10:10 UTC 2026", false)]
    [InlineData("Tue Nov 3 07:00:08 UTC 2026", false)]
    [InlineData("2026-11-03T07:05:09Z", false)]
    [InlineData("Die Nov 3 07:05:09 UTC 2026", false)]
    public void A_time_is_taken_in_one_form_and_five_minutes_off(string timestamp, bool isTaken)
    {
        var now = new DateTimeOffset(2026, 11, 3, 7, 5, 9, TimeSpan.Zero);

        var refusal = Record.Exception(() => SrpTimestamp.Check(timestamp, now));

        (refusal is null).ShouldBe(isTaken);
    }

    [Fact]
    public void A_pretence_has_one_salt_for_a_name_and_another_for_the_next()
    {
        byte[] key = [1, 2, 3];

        var first = SrpParty.Pretend("AbCdEfGh1", "nobody", key);

        SrpParty.Pretend("AbCdEfGh1", "nobody", key).ShouldBe(first);
        SrpParty.Pretend("AbCdEfGh1", "noone", key).Salt.ShouldNotBe(first.Salt);
        SrpParty.Pretend("zZ9yY8xX7", "nobody", key).Salt.ShouldNotBe(first.Salt);
    }

    private static BigInteger Number(string hex) =>
        BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
