namespace HostedAuth.Core.Delivery;

/// <summary>Why a message goes to a user; decides its template.</summary>
public enum MessagePurpose
{
    SignUp,
    ResendCode,
    ForgotPassword,
    VerifyAttribute,
    Invitation,
}
