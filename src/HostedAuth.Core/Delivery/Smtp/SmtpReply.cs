namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>A reply of the mail server (RFC 5321, section 4.2).</summary>
/// <param name="Code">Three digits.</param>
/// <param name="Lines">The text of each line, without the code.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;
}

/// <summary>The mail server refused a command; its text, which may hold the address, stays outside.</summary>
internal sealed class SmtpRefusalException(string command, int code)
    : Exception($"The mail server refused ({code} at {command}).")
{
    /// <summary>
    /// 5xx is for good where it is about the message; at the greeting, EHLO, STARTTLS and AUTH (and 530, "authentication
    /// required") it is about the settings, which somebody may mend.
    /// </summary>
    public bool IsPermanent { get; } =
        code is >= 500 and not (530 or 535 or 538) && (command is "MAIL" or "RCPT" or "DATA");

    /// <summary>421: the server closes the connection.</summary>
    public bool EndsConnection { get; } = code == 421;
}
