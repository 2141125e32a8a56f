using System.Text.Json.Nodes;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Core.UserPools;
using HostedAuth.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// What happened to users, told to the webhook that the pool's tag <c>hostedauth:events</c> names: from the outbox, so that
/// each is told if and only if it came to be, until the webhook has it.
/// </summary>
public sealed class UserEvents(PoolScope scope, HostedAuthDbContext context, Outbox outbox, TimeProvider time)
{
    /// <summary>The webhook's name, of the settings' Webhooks; null where nobody wants to know.</summary>
    private string? Webhook => scope.Pool.Pool.FindTag(PoolTags.Events) is { Length: > 0 } name ? name : null;

    /// <summary>Adds user.created and user.confirmed of all that the unit of work is about to save.</summary>
    internal void AddChanges()
    {
        if (Webhook is null)
        {
            return;
        }

        foreach (var entry in context.ChangeTracker.Entries<User>().ToList())
        {
            var isNew = entry.State == EntityState.Added;
            if (isNew)
            {
                Add("user.created", entry.Entity, client: null);
            }

            var wasConfirmed = !isNew && entry.OriginalValues.GetValue<UserStatus>(nameof(User.Status)) == UserStatus.CONFIRMED;
            if (entry.Entity.Status == UserStatus.CONFIRMED && !wasConfirmed)
            {
                Add("user.confirmed", entry.Entity, client: null);
            }
        }
    }

    /// <summary>Adds user.signed_in to the unit of work that saves the session.</summary>
    internal void AddSignedIn(ClientSnapshot client, User user) => Add("user.signed_in", user, client);

    /// <summary>Adds user.deleted to the unit of work.</summary>
    internal void AddDeleted(User user) => Add("user.deleted", user, client: null);

    private void Add(string type, User user, ClientSnapshot? client)
    {
        if (Webhook is not { } webhook)
        {
            return;
        }

        var attributes = new JsonObject();
        foreach (var (name, value) in user.Attributes)
        {
            attributes[name] = value;
        }

        var told = new JsonObject
        {
            ["type"] = type,
            ["time"] = time.GetUtcNow().UtcDateTime.ToString("O"),
            ["userPoolId"] = scope.Pool.Id,
            ["clientId"] = client?.ClientId,
            ["user"] = new JsonObject
            {
                ["sub"] = user.Id,
                ["username"] = user.Username,
                ["status"] = user.Status.ToString(),
                ["enabled"] = user.Enabled,
                ["attributes"] = attributes,
            },
        };
        // Without the user's id: what waits to be told must outlive the user.
        outbox.Add(context, new Message { Channel = Channels.Event, To = webhook, Text = told.ToJsonString() });
    }
}
