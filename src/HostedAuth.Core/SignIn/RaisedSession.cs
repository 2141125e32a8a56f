namespace HostedAuth.Core.SignIn;

/// <summary>What an earlier sign-in left, and a later one raises by more proof (step-up, RFC 9470).</summary>
/// <param name="Id">Of the session.</param>
/// <param name="IsBrowser">Whether it is a browser's (SSO) session, or a token session.</param>
public sealed record RaisedSession(string Id, bool IsBrowser);
