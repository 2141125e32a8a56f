using HostedAuth.Core.Errors;
using HostedAuth.Server.Pages.Fields;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages;

/// <summary>What the core refuses, in words for people and beside the field that it is about. Never tells users apart.</summary>
internal static class Refusals
{
    /// <summary>The status of a page that shows the refusal.</summary>
    public static int StatusOf(AuthError error) => IsThrottled(error)
        ? StatusCodes.Status429TooManyRequests
        : StatusCodes.Status400BadRequest;

    /// <summary>Puts the refusal on the page.</summary>
    public static void Explain(HostedPage page, AuthError error)
    {
        if (error is { RetryAfter: { } wait } && IsThrottled(error))
        {
            page.Problems.Add(page.Texts["errors.throttled.wait", "wait", Waits.InWords(page.Texts, wait)]);
            return;
        }

        if (error.TriggerWords is { } words)
        {
            page.Problems.Add(words);
            return;
        }

        var (key, field) = Find(page, error);
        var reason = error.Kind is ErrorKind.InvalidPassword ? page.Texts[ReasonText(error.Reason)] : "";
        page.Problems.Add(page.Texts[key, "reason", reason], field);
    }

    private static bool IsThrottled(AuthError error) =>
        error.Kind is ErrorKind.LimitExceeded or ErrorKind.TooManyRequests || error == AuthError.PasswordAttemptsExceeded;

    private static (string Key, string? Field) Find(HostedPage page, AuthError error) => error.Kind switch
    {
        _ when IsThrottled(error) => ("errors.throttled", null),
        ErrorKind.CodeMismatch => ("errors.code", CodeField.Name),
        ErrorKind.ExpiredCode => ("errors.codeExpired", CodeField.Name),
        ErrorKind.CodeDeliveryFailure => ("errors.delivery", null),
        ErrorKind.UnexpectedLambda or ErrorKind.InvalidLambdaResponse => ("errors.ours", null),
        ErrorKind.InvalidPassword => ("errors.passwordPolicy", PasswordField.Name),
        ErrorKind.PasswordHistoryPolicyViolation => ("errors.passwordHistory", PasswordField.Name),
        ErrorKind.UsernameExists => page.Pool.UsernameAttributes.Count > 0
            ? ("errors.accountExists", null)
            : ("errors.usernameTaken", UsernameField.Name),
        ErrorKind.AliasExists => ("errors.aliasTaken", null),
        // Of one colour with a wrong code: how the account stands is not told.
        ErrorKind.NotAuthorized or ErrorKind.UserNotFound when page.Name is "confirm" => ("errors.code", CodeField.Name),
        ErrorKind.NotAuthorized or ErrorKind.UserNotFound => (NotAuthorizedText(page, error), null),
        ErrorKind.InvalidParameter when error.Reason is ErrorReason.PhoneNumber => ("errors.phone", null),
        ErrorKind.InvalidParameter when error.Reason is ErrorReason.EmailAddress => ("errors.email", null),
        _ => ("errors.values", null),
    };

    private static string NotAuthorizedText(HostedPage page, AuthError error) =>
        error == AuthError.SignUpNotPermitted ? "errors.signUpClosed"
        : error == AuthError.TemporaryPasswordExpired ? "errors.temporaryPasswordExpired"
        // A disabled account reads as a wrong password: that it exists is nobody's business.
        : page.Name is "login" ? UsernameField.WrongText(page.Pool)
        : page.Name is "reset" or "forgot" ? "errors.resetNotPossible"
        : "errors.values";

    private static string ReasonText(ErrorReason reason) => reason switch
    {
        ErrorReason.PasswordTooShort => "errors.passwordPolicy.length",
        ErrorReason.PasswordWithoutUppercase => "errors.passwordPolicy.uppercase",
        ErrorReason.PasswordWithoutLowercase => "errors.passwordPolicy.lowercase",
        ErrorReason.PasswordWithoutNumber => "errors.passwordPolicy.number",
        ErrorReason.PasswordWithoutSymbol => "errors.passwordPolicy.symbol",
        ErrorReason.PasswordKnown => "errors.passwordPolicy.known",
        _ => "errors.passwordPolicy.other",
    };
}
