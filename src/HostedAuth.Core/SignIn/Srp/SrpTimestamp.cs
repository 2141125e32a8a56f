using System.Globalization;
using HostedAuth.Core.Errors;

namespace HostedAuth.Core.SignIn.Srp;

/// <summary>TIMESTAMP of an SRP answer, such as <c>Tue Nov 3 07:05:09 UTC 2026</c>: English, the day not padded.</summary>
public static class SrpTimestamp
{
    private const string Format = "ddd MMM d HH:mm:ss 'UTC' yyyy";

    /// <summary>How far the client's clock may be off.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Refuses with InvalidParameter another form, and a time that is not about now.</summary>
    public static void Check(string timestamp, DateTimeOffset now)
    {
        if (!DateTimeOffset.TryParseExact(
            timestamp, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw AuthError.InvalidParameter("TIMESTAMP format should be EEE MMM d HH:mm:ss z yyyy in english.").AsException();
        }

        if ((now - time).Duration() > Tolerance)
        {
            throw AuthError.InvalidParameter("TIMESTAMP is too far from the server's time.").AsException();
        }
    }
}
