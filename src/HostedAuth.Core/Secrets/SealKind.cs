namespace HostedAuth.Core.Secrets;

/// <summary>The kinds of sealed values: the first part of the purpose.</summary>
public static class SealKind
{
    public const string PoolRootKey = "UserPool.RootKey";
    public const string ClientSecrets = "AppClient.Secrets";
    public const string SigningKey = "SigningKey.PrivateKey";
    public const string SrpVerifier = "User.SrpVerifier";
    public const string AccessKeySecret = "AccessKey.Secret";
    public const string OutboxBody = "OutboxMessage.Body";
    public const string SignInSession = "SignIn.Session";
    public const string SignInLink = "SignIn.Link";
    public const string AuthenticatorSecret = "AuthenticatorApp.Secret";
    public const string PasskeyCeremony = "Passkey.Ceremony";
    public const string PasskeyOffer = "Passkey.Offer";
    public const string DeviceVerifier = "Device.Verifier";
    public const string SrpSecretBlock = "Srp.SecretBlock";
    public const string TriggerEvent = "TriggerCall.Event";
    public const string AuthEventFeedback = "AuthEvent.Feedback";
    public const string PageFlow = "Pages.Flow";
    public const string PageForm = "Pages.Form";
    public const string PageStep = "Pages.Step";
    public const string DevicePassage = "Pages.Device";
    public const string ErrorReturn = "Pages.ErrorReturn";
    public const string SignedOut = "Browser.SignedOut";
    public const string PushedRequest = "Authorization.PushedRequest";
    public const string PageToken = "PageToken";
}
