using System.Security.Cryptography;
using HostedAuth.Core.Devices;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Notices;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Mfa;

/// <summary>
/// Sets up authenticator apps. One of the same name is replaced, so that who gives no names has one app at most; a strict
/// pool keeps one in any case, as AWS does.
/// </summary>
public sealed class AuthenticatorEnrolment(
    HostedAuthDbContext context,
    PoolScope scope,
    AuthenticatorApps apps,
    DeviceRemoval devices,
    SecurityNotices notices,
    TimeProvider time)
{
    /// <summary>As many bytes as AWS gives: 52 letters in base32.</summary>
    private const int SecretBytes = 32;

    private const int LongestName = 131;

    /// <summary>A fresh secret. Refuses with SoftwareTokenNotEnabled.</summary>
    public byte[] NewSecret()
    {
        CheckEnabled();
        return RandomNumberGenerator.GetBytes(SecretBytes);
    }

    /// <summary>
    /// Begins to set up an app of the user; one that was begun before and not verified is void. Gives the secret. Refuses
    /// with SoftwareTokenNotEnabled.
    /// </summary>
    public async Task<byte[]> BeginAsync(User user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var secret = NewSecret();
        context.RunWithSave(token => context.AuthenticatorApps
            .Where(app => app.UserId == user.Id && app.VerifiedAt == null)
            .ExecuteDeleteAsync(token));
        Add(user, secret);
        await context.SaveChangesAsync(cancellationToken);
        return secret;
    }

    /// <summary>
    /// Verifies the app that was begun by its first code, which never counts again. The factor becomes active by the user's
    /// preference only. Refuses with SoftwareTokenNotEnabled, SoftwareTokenNotVerified, InvalidParameter, LimitExceeded.
    /// </summary>
    /// <param name="user">The owner.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="name">What the owner calls it; null for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task VerifyAsync(User user, string code, string? name, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        CheckEnabled();
        CheckName(name);
        var begun = await context.AuthenticatorApps.AsNoTracking()
            .Where(app => app.UserId == user.Id && app.VerifiedAt == null)
            .OrderByDescending(app => app.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);
        var step = begun is null ? null : Totp.Match(apps.Open(begun), code, time.GetUtcNow());
        if (begun is null || step is null)
        {
            throw AuthError.SoftwareTokenNotVerified.AsException();
        }

        ReplaceWithSave(user, begun.Id, name);
        VerifyWithSave(user, begun.Id, step.Value, name);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>
    /// Whether it is the code of a secret that isn't kept yet: the step to <see cref="AddVerified"/> with. Refuses with
    /// SoftwareTokenNotEnabled, SoftwareTokenNotVerified and InvalidParameter.
    /// </summary>
    public long Check(byte[] secret, string code, string? name)
    {
        CheckEnabled();
        CheckName(name);
        return Totp.Match(secret, code, time.GetUtcNow()) ?? throw AuthError.SoftwareTokenNotVerified.AsException();
    }

    /// <summary>
    /// Adds an app whose first code was checked and makes the factor active, unsaved. Refuses with
    /// SoftwareTokenNotEnabled.
    /// </summary>
    public void AddVerified(User user, byte[] secret, long step, string? name)
    {
        ArgumentNullException.ThrowIfNull(user);
        CheckEnabled();
        var app = Add(user, secret);
        app.Name = name;
        app.VerifiedAt = time.GetUtcNow();
        app.LastUsedStep = step;
        devices.MistrustBeforeFirstFactorWithSave(user);
        // Where that makes the factor active, the user's row tells.
        IReadOnlyList<AccountChange> untold = user.ActiveFactors.Contains(SecondFactors.SoftwareToken) ? [AccountChange.AppAdded] : [];
        UserFactors.Activate(user, SecondFactors.SoftwareToken);
        ReplaceWithSave(user, app.Id, name);
        notices.Add(user, untold);
    }

    private AuthenticatorApp Add(User user, byte[] secret)
    {
        var id = Guid.NewGuid().ToString();
        var app = new AuthenticatorApp
        {
            PoolId = user.PoolId,
            Id = id,
            UserId = user.Id,
            SealedSecret = apps.Seal(user, id, secret),
            CreatedAt = time.GetUtcNow(),
        };
        context.AuthenticatorApps.Add(app);
        return app;
    }

    private void ReplaceWithSave(User user, string id, string? name)
    {
        var isStrict = scope.Pool.IsStrict;
        context.RunWithSave(async cancellationToken =>
        {
            // Set-ups of one user wait for each other here, so that the count stays true.
            await UserRows.LockAsync(context, user.Id, cancellationToken);
            var others = context.AuthenticatorApps
                .Where(app => app.UserId == user.Id && app.VerifiedAt != null && app.Id != id);
            await others.Where(app => isStrict || app.Name == name).ExecuteDeleteAsync(cancellationToken);
            if (await others.CountAsync(cancellationToken) >= AuthenticatorApps.MostPerUser)
            {
                throw AuthError.TooMany("authenticator apps", AuthenticatorApps.MostPerUser).AsException();
            }
        });
    }

    private void VerifyWithSave(User user, string id, long step, string? name) => context.RunWithSave(async cancellationToken =>
    {
        var now = time.GetUtcNow();
        var verified = await context.AuthenticatorApps
            .Where(app => app.Id == id && app.VerifiedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(app => app.VerifiedAt, now)
                    .SetProperty(app => app.LastUsedStep, step)
                    .SetProperty(app => app.Name, name),
                cancellationToken);
        if (verified == 0)
        {
            throw AuthError.SoftwareTokenNotVerified.AsException();
        }

        notices.Add(user, AccountChange.AppAdded);
    });

    private void CheckEnabled()
    {
        if (!scope.Pool.Mfa.Allows(SecondFactors.SoftwareToken))
        {
            throw AuthError.SoftwareTokenNotEnabled.AsException();
        }
    }

    private static void CheckName(string? name) =>
        AuthError.RefuseInvalid(name?.Length > LongestName, $"FriendlyDeviceName can't have more than {LongestName} characters.");
}
