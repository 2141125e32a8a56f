namespace HostedAuth.CognitoApi.Protocol.Contract;

/// <summary>What the contract says of one operation.</summary>
/// <param name="Name">Its name, the last part of the target.</param>
/// <param name="Access">What proves the caller.</param>
/// <param name="Input">The name of the request's shape.</param>
/// <param name="Output">The name of the response's shape; null for the empty response.</param>
/// <param name="Errors">The errors it declares.</param>
/// <param name="IsBeyond">Whether it is this server's own, beyond Amazon Cognito.</param>
internal sealed record OperationContract(
    string Name,
    Access Access,
    string Input,
    string? Output,
    IReadOnlyList<string> Errors,
    bool IsBeyond);

/// <summary>What proves the caller of an operation.</summary>
internal enum Access
{
    /// <summary>Nothing.</summary>
    Public,

    /// <summary>The member AccessToken.</summary>
    AccessToken,

    /// <summary>The member AccessToken, or the member Session.</summary>
    AccessTokenOrSession,

    /// <summary>A signature (SigV4) by an access key whose policy allows it.</summary>
    Iam,
}
