namespace HostedAuth.Core.SignIn;

/// <summary>The device that somebody signs in on, as far as the pool knows it.</summary>
/// <param name="Key">Its device key.</param>
/// <param name="StandsIn">Whether it is remembered and, once proven, takes the place of a second factor.</param>
/// <param name="IsProven">Whether its secret was proven in this sign-in.</param>
public sealed record SignInDevice(string Key, bool StandsIn, bool IsProven);
