namespace HostedAuth.Core.SignIn;

/// <summary>The device that somebody signs in on, as far as the pool knows it.</summary>
/// <param name="Key">Its device key.</param>
/// <param name="IsRemembered">Whether it is remembered, in a pool where such devices are asked to prove themselves.</param>
/// <param name="StandsIn">Whether, besides, it takes the place of a second factor once it is proven.</param>
/// <param name="IsProven">Whether its secret was proven in this sign-in.</param>
public sealed record SignInDevice(string Key, bool IsRemembered, bool StandsIn, bool IsProven);
