using HostedAuth.Core.Delivery;

namespace HostedAuth.Core.UserPools.Settings;

/// <summary>The triggers of the pool, by the name of the event. (<c>LambdaConfigType</c> of the API.)</summary>
public sealed record LambdaConfig
{
    public string? CreateAuthChallenge { get; init; }

    public CustomEmailLambdaVersionConfig? CustomEmailSender { get; init; }

    public string? CustomMessage { get; init; }

    public CustomSMSLambdaVersionConfig? CustomSMSSender { get; init; }

    public string? DefineAuthChallenge { get; init; }

    public InboundFederationLambda? InboundFederation { get; init; }

    public string? KMSKeyID { get; init; }

    public string? PostAuthentication { get; init; }

    public string? PostConfirmation { get; init; }

    public string? PreAuthentication { get; init; }

    public string? PreSignUp { get; init; }

    public string? PreTokenGeneration { get; init; }

    public PreTokenGenerationVersionConfig? PreTokenGenerationConfig { get; init; }

    public string? UserMigration { get; init; }

    public string? VerifyAuthChallengeResponse { get; init; }

    /// <summary>The trigger that sends the messages of a channel instead of the senders.</summary>
    internal string? CustomSenderOf(string channel) => channel switch
    {
        Channels.Email => CustomEmailSender?.LambdaArn,
        Channels.Sms => CustomSMSSender?.LambdaArn,
        _ => null,
    };
}
