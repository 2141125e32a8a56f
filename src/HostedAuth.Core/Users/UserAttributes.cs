using HostedAuth.Core.AppClients;

namespace HostedAuth.Core.Users;

/// <summary>The rules of the pool's attribute schema, and what a client may read and write.</summary>
public sealed class UserAttributes
{
    /// <summary>Refuses with InvalidParameter what the schema does not allow, with NotAuthorized what the client may not write.</summary>
    /// <param name="client">The client that writes; null for an administrator.</param>
    /// <param name="values">The values written; an empty one deletes.</param>
    /// <param name="creating">True when the user is being made: required attributes must be there, immutable ones may.</param>
    public void CheckWrite(ClientSnapshot? client, IReadOnlyDictionary<string, string> values, bool creating) =>
        throw new NotImplementedException();

    /// <summary>What the client may read of the user, with <c>sub</c> first.</summary>
    public IReadOnlyDictionary<string, string> Readable(ClientSnapshot client, User user) =>
        throw new NotImplementedException();
}
