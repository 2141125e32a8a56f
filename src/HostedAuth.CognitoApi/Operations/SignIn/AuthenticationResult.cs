using HostedAuth.Core.Secrets;
using HostedAuth.Core.Tokens;

namespace HostedAuth.CognitoApi.Operations.SignIn;

/// <summary>Tokens on the wire (AuthenticationResultType).</summary>
/// <param name="ExpiresIn">The life of the access token, in seconds.</param>
/// <param name="RefreshToken">Absent after a refresh.</param>
public sealed record AuthenticationResult(
    Secret AccessToken,
    int ExpiresIn,
    string TokenType,
    Secret? RefreshToken,
    Secret? IdToken)
{
    /// <summary>The name of the device, where it has none yet and the pool tracks devices.</summary>
    public NewDeviceMetadata? NewDeviceMetadata { get; init; }

    public static AuthenticationResult Of(TokenSet tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        return new(tokens.AccessToken, tokens.ExpiresInSeconds, "Bearer", tokens.RefreshToken, tokens.IdToken);
    }
}

/// <summary>What a new device is called (NewDeviceMetadataType); ConfirmDevice makes it known.</summary>
public sealed record NewDeviceMetadata(string DeviceKey, string DeviceGroupKey);
