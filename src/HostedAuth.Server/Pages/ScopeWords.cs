using HostedAuth.Core.Tokens;
using HostedAuth.Core.UserPools;
using HostedAuth.Server.Theming;

namespace HostedAuth.Server.Pages;

/// <summary>Scopes, and claims asked for one by one, as a person understands them: what the app will see and do.</summary>
/// <param name="Heading">What the list is of.</param>
/// <param name="Lines">One for each thing.</param>
internal sealed record ScopeWords(string Heading, IReadOnlyList<string> Lines)
{
    public static ScopeWords Of(
        HostedPage page,
        IReadOnlyCollection<string> scopes,
        IReadOnlyCollection<string> claims,
        string? heading = null) => new(
        heading ?? page.Texts["scopes.title", "app", page.App],
        [
            .. ScopedAttributes.Effective(scopes, page.Pool.IsStrict).Select(scope => WordsOf(page.Texts, page.Pool, scope))
                .Concat(claims.Select(claim => WordsOf(page.Texts, claim)))
                .Distinct(),
        ]);

    /// <summary>An attribute of the pool's own by its name.</summary>
    private static string WordsOf(Texts texts, string claim) =>
        texts.Find($"claims.{claim}") ?? texts["claims.other", "name", claim.Replace("custom:", "", StringComparison.Ordinal)];

    /// <summary>A resource server's scope by the words that its owner gave it, and whose it is.</summary>
    private static string WordsOf(Texts texts, PoolSnapshot pool, string scope)
    {
        if (texts.Find($"scopes.{scope}") is { } known)
        {
            return known;
        }

        foreach (var server in pool.ResourceServers.Values)
        {
            var found = server.Scopes.FirstOrDefault(one => $"{server.Identifier}/{one.ScopeName}" == scope);
            if (found is not null)
            {
                return $"{server.Name}: {found.ScopeDescription}";
            }
        }

        return scope;
    }
}
