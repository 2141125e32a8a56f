using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Oidc;

/// <summary>
/// The parameters of a query or form, as the protocol reads them: names compare exactly, an empty value is none
/// (RFC 6749, section 3.1), one name has one value, and the order is kept.
/// </summary>
public sealed class OAuthParameters
{
    private const int MaximumCount = 100;

    // What our own pages add to a request that they carry on.
    private static readonly string[] OfPages = ["flow", "step"];

    private readonly List<KeyValuePair<string, string>> _all = [];

    private bool _isCut;

    private OAuthParameters()
    {
    }

    /// <summary>Every name and value, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => _all;

    /// <summary>
    /// Whether there are more than a hundred: nobody needs so many. What comes after them isn't read, so that what stands once
    /// here may stand there again.
    /// </summary>
    public bool IsTooMany =>
        _isCut || (_all.Count > MaximumCount && _all.Count(pair => !OfPages.Contains(pair.Key)) > MaximumCount);

    /// <summary>
    /// Whether a name stands more than once; the protocol refuses that (RFC 6749, sections 3.1 and 3.2), but of
    /// <c>resource</c> (RFC 8707, section 2) and <c>audience</c> (RFC 8693, section 2.1).
    /// </summary>
    public bool HasDuplicates
    {
        get
        {
            var single = _all.Where(pair => pair.Key is not ("resource" or "audience")).ToList();
            return single.DistinctBy(pair => pair.Key).Count() != single.Count;
        }
    }

    /// <summary>
    /// Reads a query (with or without its question mark) or a form-encoded body; see <see cref="IsTooMany"/>.
    /// </summary>
    public static OAuthParameters Parse(string encoded)
    {
        var parameters = new OAuthParameters();
        foreach (var pair in new QueryStringEnumerable(encoded))
        {
            var value = pair.DecodeValue();
            if (value.IsEmpty)
            {
                continue;
            }

            if (parameters._all.Count == MaximumCount + OfPages.Length)
            {
                parameters._isCut = true;
                break;
            }

            parameters._all.Add(new(pair.DecodeName().ToString(), value.ToString()));
        }

        return parameters;
    }

    /// <summary>These parameters; empty values are left out, as everywhere.</summary>
    public static OAuthParameters Of(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var made = new OAuthParameters();
        made._all.AddRange(parameters.Where(pair => pair.Value.Length > 0));
        return made;
    }

    /// <summary>Refuses too many.</summary>
    /// <exception cref="OAuthException">invalid_request.</exception>
    internal void RequireFew()
    {
        if (IsTooMany)
        {
            throw new OAuthException("invalid_request", "There are too many parameters.");
        }
    }

    /// <summary>The value, or null when there is none, or more than one.</summary>
    public string? FindSingle(string name)
    {
        string? found = null;
        foreach (var (key, value) in _all)
        {
            if (key != name)
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = value;
        }

        return found;
    }

    /// <summary>All values of a name that may repeat, in order.</summary>
    public IEnumerable<string> FindAll(string name) => _all.Where(pair => pair.Key == name).Select(pair => pair.Value);

    /// <summary>A copy without one name.</summary>
    public OAuthParameters Without(string name)
    {
        var copy = new OAuthParameters { _isCut = _isCut };
        copy._all.AddRange(_all.Where(pair => pair.Key != name));
        return copy;
    }

    /// <summary>The parameters as a query, with its question mark.</summary>
    public string ToQuery()
    {
        var query = new StringBuilder();
        foreach (var (name, value) in _all)
        {
            query.Append(query.Length == 0 ? '?' : '&')
                .Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }

    /// <summary>Prints names only: values may be secrets.</summary>
    public override string ToString() => string.Join(' ', _all.Select(pair => pair.Key));
}
