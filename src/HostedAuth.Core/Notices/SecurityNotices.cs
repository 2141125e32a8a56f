using System.Globalization;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Domains;
using HostedAuth.Core.Requests;
using HostedAuth.Core.Risk;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Notices;

/// <summary>
/// Tells users by mail what was changed in their accounts, whoever did it, in pools with the tag <c>hostedauth:notices</c>:
/// from the outbox, so if and only if it came to be. A mail goes to the proven address that the user had before, and to the one
/// they have now: whoever takes an account must not silence it by a new address.
/// </summary>
public sealed class SecurityNotices(
    HostedAuthDbContext context,
    PoolScope scope,
    MessageTemplates theme,
    PoolAddress addresses,
    MessageLanguages languages,
    CallDetails call,
    Outbox outbox,
    TimeProvider time)
{
    /// <summary>Adds the mails on all that the unit of work is about to change in users' rows.</summary>
    internal void AddChanges()
    {
        if (!scope.Pool.SendsNotices)
        {
            return;
        }

        foreach (var entry in context.ChangeTracker.Entries<User>().Where(entry => entry.State == EntityState.Modified).ToList())
        {
            Add(entry.Entity, [.. AccountChanges.Of(entry)]);
        }
    }

    /// <summary>Adds the mail on changes that no column of the user's row tells, to the unit of work.</summary>
    internal void Add(User user, params IReadOnlyList<AccountChange> changes)
    {
        if (!scope.Pool.SendsNotices || changes.Count == 0)
        {
            return;
        }

        foreach (var address in AddressesOf(user))
        {
            outbox.Add(context, Write(user, address, changes));
        }
    }

    private List<string> AddressesOf(User user)
    {
        var entry = context.Entry(user);
        var before = entry.State is EntityState.Detached ? user.Attributes : AccountChanges.AttributesBefore(entry);
        return
        [
            .. new[] { before, user.Attributes }
                .Where(attributes => attributes.GetValueOrDefault("email_verified") == "true")
                .Select(attributes => attributes.GetValueOrDefault("email"))
                .OfType<string>()
                .Distinct(),
        ];
    }

    private Message Write(User user, string address, IReadOnlyList<AccountChange> changes)
    {
        var settings = scope.Pool.Settings.EmailConfiguration;
        var values = new MessageValues
        {
            App = scope.Pool.Pool.Name,
            // A former address must not be told the new one.
            Username = user.Username == user.Id ? address : user.Username,
            Code = new Secret(""),
            Link = "",
            Host = new Uri(addresses.BaseOf(scope.Pool)).Host,
            Time = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
            Address = call.IpAddress ?? "–",
            Device = DeviceName.Of(call.UserAgent) ?? "–",
            Changes = changes,
        };
        // Where a backend calls, address and device are its own and tell the reader nothing.
        var name = call.IsOfBackend ? MessageTemplates.AccountChangedByApp : MessageTemplates.AccountChanged;
        var text = theme.Write(name, Channels.Email, values, languages.Of(scope.Pool, user));
        return new Message
        {
            Channel = Channels.Email,
            To = address,
            UserId = user.Id,
            Purpose = MessagePurpose.SecurityNotice,
            From = settings?.From,
            ReplyTo = settings?.ReplyToEmailAddress,
            Subject = text.Subject,
            Text = text.Text,
            Html = text.Html,
        };
    }
}
