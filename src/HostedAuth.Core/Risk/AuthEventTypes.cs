namespace HostedAuth.Core.Risk;

/// <summary>What an <see cref="AuthEvent"/> tells of (EventType).</summary>
public static class AuthEventTypes
{
    public const string SignIn = "SignIn";
    public const string SignUp = "SignUp";
    public const string ForgotPassword = "ForgotPassword";
    public const string PasswordChange = "PasswordChange";
    public const string ResendCode = "ResendCode";
}

/// <summary>What came of it (EventResponseType).</summary>
public static class AuthEventResponses
{
    public const string Pass = "Pass";
    public const string Fail = "Fail";
    public const string InProgress = "InProgress";
}
