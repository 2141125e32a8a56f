using HostedAuth.Core.Mfa;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Server.Tests.CognitoApi.Operations.Mfa;

/// <summary>An authenticator app, as on somebody's phone.</summary>
/// <param name="SecretCode">As the API answered it.</param>
/// <param name="Clock">The phone's clock.</param>
internal sealed record TestAuthenticator(string SecretCode, TestClock Clock)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code it shows, or shows some steps later.</summary>
    public string Code(int steps = 0) => Totp.CodeOf(Secret(), Totp.StepAt(Clock.GetUtcNow()) + steps);

    /// <summary>A code that is none of those near now.</summary>
    public string WrongCode()
    {
        var near = Enumerable.Range(-2, 5).Select(Code).ToList();
        return new[] { "000000", "111111", "222222", "333333", "444444", "555555" }.First(code => !near.Contains(code));
    }

    private byte[] Secret()
    {
        var bits = string.Concat(SecretCode.Select(letter => Convert.ToString(Alphabet.IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
