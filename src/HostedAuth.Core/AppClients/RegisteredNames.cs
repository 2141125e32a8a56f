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
    // Cyrillic, Greek, then what Latin has itself; one above the other.
    private const string Alike =
        "\u0410\u0412\u0415\u041A\u041C\u041D\u041E\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405"
        + "\u0391\u0392\u0395\u0396\u0397\u0399\u039A\u039C\u039D\u039F\u03A1\u03A4\u03A5\u03A7" + "01L\u04C0\u0131";

    private const string Latin = "ABEKMHOPCTYXIJS" + "ABEZHIKMNOPTYX" + "OIIII";

    /// <summary>
    /// Refuses with InvalidMetadata a name that is another's, or reads like it. A name that it has already, it keeps.
    /// </summary>
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

    /// <summary>
    /// What is left for who reads in passing: neither case, accents, spaces nor signs, and of letters and digits that most fonts
    /// show alike the first.
    /// </summary>
    private static string LooksOf(string name)
    {
        // .NET will not normalise U+FFFE.
        var letters = name.Replace('\uFFFE', '\uFFFD').Normalize(NormalizationForm.FormKD)
            .EnumerateRunes().Where(Rune.IsLetterOrDigit);
        var looks = string.Concat(letters.Select(Rune.ToUpperInvariant).Select(LatinOf));
        return looks.Length > 0 ? looks : name.Trim();
    }

    /// <summary>The Latin capital that a Cyrillic or Greek one, or a digit, looks like.</summary>
    private static Rune LatinOf(Rune capital) =>
        capital.IsBmp && Alike.IndexOf((char)capital.Value, StringComparison.Ordinal) is >= 0 and var at ? new(Latin[at]) : capital;
}
