using System.Security.Cryptography;
using System.Text;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Devices;

/// <summary>
/// Browsers that the pages remember: a random secret in a cookie, its HMAC in the device's row. Such a browser stands in for a
/// second factor where the pool's remembered devices do, and is listed and forgotten like any device.
/// </summary>
public sealed class BrowserDevices(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDevices devices,
    CallDetails call,
    TimeProvider time)
{
    /// <summary>For so long after its last sign-in a browser is known.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(90);

    private const int LongestHandle = 128;

    /// <summary>Whether the pages remember browsers, and whether they ask first.</summary>
    public BrowserRemembering Remembering => scope.Pool.Devices switch
    {
        { StandsInForMfa: false } => BrowserRemembering.Never,
        { AsksTheUser: true } => BrowserRemembering.IfAsked,
        _ => BrowserRemembering.Always,
    };

    /// <summary>
    /// Remembers the browser of a sign-in that has just been completed: in the unit of work, saved together with the session
    /// (<see cref="Sessions.SsoSessions.StartAsync"/>), so call it before. Only after a second factor: who has nothing but a
    /// password must not spare themselves the factor that its owner sets up later.
    /// </summary>
    /// <param name="authentication">What was proven.</param>
    /// <param name="isAsked">Whether the person said so ("remember this device").</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The handle for an HttpOnly cookie of <see cref="Lifetime"/>; null where nothing is remembered.</returns>
    public async Task<Secret?> RememberAsync(
        Authentication authentication,
        bool isAsked,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(authentication);
        var user = authentication.User;
        if (await RecognizeAsync(user, cancellationToken) is not null)
        {
            return call.BrowserDevice;
        }

        var isWanted = Remembering is BrowserRemembering.Always || (Remembering is BrowserRemembering.IfAsked && isAsked);
        if (!isWanted || !Proof.HasSeveralFactors(authentication.Amr))
        {
            return null;
        }

        DropForgottenWithSave(user);
        var secret = RandomText.Handle();
        var device = NewDevice(user, secret);
        context.Devices.Add(device);
        return new Secret($"{device.Key}.{secret.Value}");
    }

    /// <summary>
    /// The browser at hand (<see cref="CallDetails.BrowserDevice"/>), if it is the user's and is remembered; or null. Its use is
    /// noted with the next save, which fails when it was forgotten meanwhile.
    /// </summary>
    public async Task<SignInDevice?> RecognizeAsync(User user, CancellationToken cancellationToken)
    {
        if (await FindAsync(user, cancellationToken) is not { } device)
        {
            return null;
        }

        devices.NoteUseWithSave(device);
        return new SignInDevice(device.Key, IsRemembered: true, StandsIn: true, IsProven: true);
    }

    /// <summary>Whether the browser at hand is the user's and is remembered; that it was asked is no use of it.</summary>
    public async Task<bool> IsRememberedAsync(User user, CancellationToken cancellationToken) =>
        await FindAsync(user, cancellationToken) is not null;

    private async Task<Device?> FindAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Remembering is not BrowserRemembering.Never
            && call.BrowserDevice is { Value.Length: <= LongestHandle } handle
            && handle.Value.Split('.') is [{ Length: > 0 } key, { Length: > 0 } secret]
            && await devices.FindAsync(user.Id, key, cancellationToken)
                is { SecretMac: { } mac, IsRemembered: true, HasProvenSecondFactor: true } device
            && device.LastAuthenticatedAt > time.GetUtcNow() - Lifetime
            && CryptographicOperations.FixedTimeEquals(mac, MacOf(key, secret))
            ? device
            : null;
    }

    private Device NewDevice(User user, Secret secret)
    {
        var key = DeviceKeys.New(scope.Pool);
        var now = time.GetUtcNow();
        return new Device
        {
            PoolId = scope.Pool.Id,
            Key = key,
            UserId = user.Id,
            GroupKey = "",
            Name = call.UserAgent,
            SecretMac = MacOf(key, secret.Value),
            IsRemembered = true,
            HasProvenSecondFactor = true,
            LastIpAddress = call.IpAddress,
            CreatedAt = now,
            ModifiedAt = now,
            LastAuthenticatedAt = now,
        };
    }

    /// <summary>What browsers lost their cookies of, so that no user gathers rows.</summary>
    private void DropForgottenWithSave(User user) => context.RunWithSave(cancellationToken =>
    {
        var knownSince = time.GetUtcNow() - Lifetime;
        return context.Devices
            .Where(device => device.UserId == user.Id && device.SecretMac != null && device.LastAuthenticatedAt <= knownSince)
            .ExecuteDeleteAsync(cancellationToken);
    });

    private byte[] MacOf(string key, string secret) =>
        HMACSHA256.HashData(scope.Pool.Keys.DeviceKey, Encoding.UTF8.GetBytes($"browser\n{key}\n{secret}"));
}

/// <summary>Whether the pages remember browsers.</summary>
public enum BrowserRemembering
{
    /// <summary>No pool setting asks for it: there is nothing to offer.</summary>
    Never,

    /// <summary>A person says so on a page (DeviceOnlyRememberedOnUserPrompt).</summary>
    IfAsked,

    /// <summary>Each browser, without a word.</summary>
    Always,
}
