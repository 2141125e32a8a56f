using System.Buffers.Text;
using System.Globalization;
using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Risk;

/// <summary>What people say of an event: that it was them (Valid), or that it wasn't (Invalid).</summary>
public sealed class AuthEventFeedback(
    HostedAuthDbContext context,
    PoolScope scope,
    UserDirectory users,
    Sealer sealer,
    TimeProvider time)
{
    private static readonly TimeSpan TokensLive = TimeSpan.FromDays(7);

    /// <summary>
    /// What lets whoever reads the mail about an event say something about that event, and nothing else, for a week.
    /// </summary>
    public Secret TokenFor(string eventId, string userId)
    {
        var until = (time.GetUtcNow() + TokensLive).UtcTicks.ToString(CultureInfo.InvariantCulture);
        return new(Base64Url.EncodeToString(
            sealer.Seal(SealKind.AuthEventFeedback, Owner(eventId, userId), Encoding.ASCII.GetBytes(until))));
    }

    /// <summary>
    /// Refuses with UserPoolAddOnNotEnabled, UserNotFound, and ResourceNotFound for an event that the user hasn't.
    /// </summary>
    public async Task GiveByAdministratorAsync(
        string username,
        string eventId,
        string value,
        CancellationToken cancellationToken)
    {
        RefuseUnlessKept();
        var user = await users.RequireToReadAsync(username, cancellationToken);
        await GiveAsync(user.Id, eventId, value, "Admin", cancellationToken);
    }

    /// <summary>
    /// As an administrator's, proven by the token of the mail. Refuses with NotAuthorized a token that is wrong or too old,
    /// also where there is no such user or event.
    /// </summary>
    public async Task GiveByTokenAsync(
        string username,
        string eventId,
        string token,
        string value,
        CancellationToken cancellationToken)
    {
        RefuseUnlessKept();
        var userId = (await users.ReadAsync(username, cancellationToken))?.Id ?? "";
        if (!Base64Url.IsValid(token)
            || !sealer.TryOpen(
                SealKind.AuthEventFeedback,
                Owner(eventId, userId),
                Base64Url.DecodeFromChars(token),
                out var until)
            || long.Parse(Encoding.ASCII.GetString(until), CultureInfo.InvariantCulture) <= time.GetUtcNow().UtcTicks)
        {
            throw AuthError.InvalidFeedbackToken.AsException();
        }

        await GiveAsync(userId, eventId, value, "User", cancellationToken);
    }

    private async Task GiveAsync(
        string userId,
        string eventId,
        string value,
        string provider,
        CancellationToken cancellationToken)
    {
        var found = await context.AuthEvents.FirstOrDefaultAsync(
            row => row.Id == eventId && row.UserId == userId,
            cancellationToken) ?? throw AuthError.AuthEventNotFound.AsException();
        found.Details = found.Details with
        {
            FeedbackValue = value,
            FeedbackProvider = provider,
            FeedbackAt = time.GetUtcNow(),
        };
        await context.SaveChangesAsync(cancellationToken);
    }

    private void RefuseUnlessKept()
    {
        if (!ThreatProtection.IsOn(scope.Pool))
        {
            throw AuthError.ThreatProtectionOff.AsException();
        }
    }

    private string Owner(string eventId, string userId) => $"{scope.Pool.Id}/{userId}/{eventId}";
}
