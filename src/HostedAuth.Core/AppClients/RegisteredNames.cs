using System.Text;
using HostedAuth.Core.Errors;
using HostedAuth.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.AppClients;

/// <summary>
/// People allow an app by its name (RFC 7591, section 5): a client that registers itself may not call itself as an app that
/// somebody here knows. Those that nobody knows may be called alike: many are one program on many machines.
/// </summary>
internal static class RegisteredNames
{
    /// <summary>Refuses with InvalidMetadata a name that is another's, or reads like it. A name that it has already, it keeps.</summary>
    public static async Task CheckAsync(
        HostedAuthDbContext context,
        AppClient client,
        string name,
        CancellationToken cancellationToken)
    {
        var (id, isVouchedFor) = (client.ClientId, client.IsVouchedFor);
        var isOwn = name == id || await context.AppClients.AnyAsync(row => row.ClientId == id && row.Name == name, cancellationToken);
        if (isOwn)
        {
            return;
        }

        var known = await context.AppClients
            .Where(row => row.ClientId != id && (!row.IsRegistered || (row.IsVouchedFor && !isVouchedFor)))
            .Select(row => row.Name)
            .ToListAsync(cancellationToken);
        var looks = LooksOf(name);
        if (known.Exists(other => LooksOf(other) == looks))
        {
            throw AuthError.InvalidMetadata("client_name is the name of another app here.").AsException();
        }
    }

    /// <summary>What is left for who reads in passing: neither case, accents, spaces nor signs.</summary>
    private static string LooksOf(string name)
    {
        var letters = name.Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(Rune.IsLetterOrDigit);
        var looks = string.Concat(letters.Select(Rune.ToUpperInvariant));
        return looks.Length > 0 ? looks : name.Trim();
    }
}
