using HostedAuth.Core.AppClients;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Users.Codes;

/// <summary>
/// Makes a code, writes the message that brings it, and leaves it in the outbox: all in the unit of work, unsaved.
/// </summary>
public sealed class CodeDelivery(
    HostedAuthDbContext context,
    PoolScope scope,
    OneTimeCodes codes,
    UserMessages messages,
    MessageGate gate,
    Triggers.Triggers triggers,
    Outbox outbox,
    Database database)
{
    /// <summary>Sends a code to the address that the user's attribute holds.</summary>
    /// <param name="client">The client it happens at; null for an administrator's act.</param>
    /// <param name="user">The receiver.</param>
    /// <param name="purpose">What the code is good for.</param>
    /// <param name="message">Which message brings it.</param>
    /// <param name="attribute">email or phone_number; the user has it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<CodeDeliveryDetails> SendAsync(
        ClientSnapshot? client,
        User user,
        CodePurpose purpose,
        MessagePurpose message,
        string attribute,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        return SendAsync(client, user, purpose, message, attribute, user.Attributes[attribute], cancellationToken);
    }

    /// <summary>Sends a code to an address that waits to become the value of the attribute.</summary>
    /// <inheritdoc cref="SendAsync(ClientSnapshot?, User, CodePurpose, MessagePurpose, string, CancellationToken)"/>
    public async Task<CodeDeliveryDetails> SendAsync(
        ClientSnapshot? client,
        User user,
        CodePurpose purpose,
        MessagePurpose message,
        string attribute,
        string destination,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await PassAsync(client, attribute, destination, cancellationToken);
        var custom = await AskTriggerAsync(client, user, message, cancellationToken);
        return await WriteAsync(client, user, purpose, message, attribute, destination, cancellationToken, custom);
    }

    /// <summary>Of the attributes those whose messages have anywhere to go; all of them, or email, where none has.</summary>
    public IReadOnlyList<string> Reachable(IEnumerable<string> attributes)
    {
        IReadOnlyList<string> all = [.. attributes.DefaultIfEmpty("email")];
        IReadOnlyList<string> reachable = [.. all.Where(attribute => gate.HasSender(ChannelOf(attribute)))];
        return reachable.Count > 0 ? reachable : all;
    }

    private async Task<CustomText?> AskTriggerAsync(
        ClientSnapshot? client,
        User user,
        MessagePurpose message,
        CancellationToken cancellationToken)
    {
        try
        {
            return await triggers.CustomMessageAsync(client, user, message, cancellationToken);
        }
        catch
        {
            // Nothing of what the message would tell about may be saved by whoever saves next.
            context.Discard();
            throw;
        }
    }

    private async Task<CodeDeliveryDetails> WriteAsync(
        ClientSnapshot? client,
        User user,
        CodePurpose purpose,
        MessagePurpose message,
        string attribute,
        string destination,
        CancellationToken cancellationToken,
        CustomText? custom = null)
    {
        var code = await codes.IssueAsync(user.Id, purpose, attribute, destination, cancellationToken);
        var channel = ChannelOf(attribute);
        outbox.Add(context, messages.Write(scope.Pool, client, user, message, channel, destination, code, custom));
        return CodeDeliveryDetails.Of(attribute, destination);
    }

    /// <summary>Does for a pretended user all that is done for a real one, down to the rows; only no message goes out.</summary>
    public async Task<CodeDeliveryDetails> PretendAsync(
        ClientSnapshot client,
        User pretended,
        CodePurpose purpose,
        MessagePurpose message,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pretended);
        var (attribute, destination) = pretended.Attributes.Single();
        await PassAsync(client, attribute, PretendedUser.CounterOf(pretended, destination), cancellationToken);
        // What the trigger says is of no use; but its time and its failures must not tell who has an account.
        var custom = await AskTriggerAsync(client, pretended, message, cancellationToken);
        var details = await WriteAsync(
            client, pretended, purpose, message, attribute, destination, cancellationToken, custom);
        HoldBack();
        return details;
    }

    /// <summary>
    /// As the code of a new user; but it goes to nobody, and the owner of the address, if given, is told of the account.
    /// </summary>
    public async Task<CodeDeliveryDetails> PretendSignUpAsync(
        ClientSnapshot client,
        User pretended,
        string attribute,
        User? owner,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pretended);
        if (owner is null)
        {
            var unsent = await SendAsync(
                client, pretended, CodePurpose.ConfirmSignUp, MessagePurpose.SignUp, attribute, cancellationToken);
            HoldBack();
            return unsent;
        }

        var destination = pretended.Attributes[attribute];
        await PassAsync(client, attribute, destination, cancellationToken);
        // As for a new user: what the trigger says must not tell.
        await AskTriggerAsync(client, pretended, MessagePurpose.SignUp, cancellationToken);
        await codes.IssueAsync(pretended.Id, CodePurpose.ConfirmSignUp, attribute, destination, cancellationToken);
        outbox.Add(context, messages.WriteAccountExists(scope.Pool, client, owner));
        return CodeDeliveryDetails.Of(attribute, destination);
    }

    /// <summary>What an administrator sends is not counted.</summary>
    private Task PassAsync(ClientSnapshot? client, string attribute, string address, CancellationToken cancellationToken)
    {
        var channel = ChannelOf(attribute);
        if (client is not null)
        {
            return gate.PassAsync(channel, address, cancellationToken);
        }

        gate.RequireSender(channel);
        return Task.CompletedTask;
    }

    private static string ChannelOf(string attribute) => attribute is "phone_number" ? Channels.Sms : Channels.Email;

    private void HoldBack()
    {
        foreach (var row in context.Outbox.Local)
        {
            row.SealedBody = null;
            row.DeliveredAt = row.CreatedAt;
        }
    }

    /// <summary>
    /// Saves a unit of work that holds a code and its message, and nothing else. When another request sent one at the same
    /// moment, that one stands and this one isn't sent.
    /// </summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            context.ChangeTracker.Clear();
        }
    }
}
