namespace HostedAuth.Core.Tokens;

/// <summary>The mint: the one place where tokens are made.</summary>
public sealed class TokenIssuer
{
    /// <summary>
    /// Issues tokens for a grant. With a user it makes a token session and its refresh chain and saves the unit of work in
    /// one transaction; a client_credentials token touches no database.
    /// </summary>
    public Task<TokenSet> IssueAsync(Grant grant, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
