using System.Security.Cryptography;

namespace HostedAuth.Core.Secrets;

/// <summary>Random identifiers and secrets in the alphabets that Cognito uses.</summary>
public static class RandomText
{
    private const string LowerAndDigits = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string UpperAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string LettersAndDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary><c>region_</c> and nine letters or digits.</summary>
    public static string PoolId(string region) =>
        $"{region}_{RandomNumberGenerator.GetString(LettersAndDigits, 9)}";

    /// <summary>26 lower-case letters and digits.</summary>
    public static string ClientId() => RandomNumberGenerator.GetString(LowerAndDigits, 26);

    /// <summary>51 lower-case letters and digits: 263 bits.</summary>
    public static Secret ClientSecret() => new(RandomNumberGenerator.GetString(LowerAndDigits, 51));

    /// <param name="prefix"><c>AKIA</c>, or <c>ASIA</c> for a temporary key.</param>
    public static string AccessKeyId(string prefix) => prefix + RandomNumberGenerator.GetString(UpperAndDigits, 16);

    /// <summary>40 letters and digits: 238 bits.</summary>
    public static Secret AccessKeySecret() => new(RandomNumberGenerator.GetString(LettersAndDigits, 40));

    /// <param name="prefix"><c>sso</c> or <c>tkn</c>.</param>
    public static string UserSessionId(string prefix) => prefix + RandomNumberGenerator.GetString(LowerAndDigits, 25);

    /// <summary>A decimal code.</summary>
    /// <param name="digits">How many digits.</param>
    public static Secret Code(int digits) => new(RandomNumberGenerator.GetString("0123456789", digits));

    /// <summary>43 characters of base64url: 256 bits.</summary>
    public static Secret Handle() =>
        new(System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
}
