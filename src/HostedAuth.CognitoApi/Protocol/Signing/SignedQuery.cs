namespace HostedAuth.CognitoApi.Protocol.Signing;

/// <summary>A request's query as a signature sees it: names and values, decoded once, by percent signs only.</summary>
internal sealed class SignedQuery
{
    private readonly IReadOnlyList<(string Name, string Value)> _parameters;

    private SignedQuery(IReadOnlyList<(string Name, string Value)> parameters) => _parameters = parameters;

    /// <param name="query">As it stood in the request, with the question mark.</param>
    public static SignedQuery Parse(string? query) => new(
        [.. (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(parameter =>
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            return equals < 0
                ? (Uri.UnescapeDataString(parameter), "")
                : (Uri.UnescapeDataString(parameter[..equals]), Uri.UnescapeDataString(parameter[(equals + 1)..]));
        })]);

    /// <summary>The value, or null. Refuses with IncompleteSignatureException when there are two.</summary>
    public string? Find(string name)
    {
        var values = _parameters.Where(parameter => parameter.Name == name).Select(parameter => parameter.Value).ToList();
        return values switch
        {
            [] => null,
            [var value] => value,
            _ => throw WireException.IncompleteSignature($"The query holds {name} more than once."),
        };
    }

    /// <summary>The canonical query: encoded anew, sorted, without the signature itself.</summary>
    public string Canonical() => string.Join(
        '&',
        _parameters.Where(parameter => parameter.Name != "X-Amz-Signature")
            .Select(parameter => (Name: Uri.EscapeDataString(parameter.Name), Value: Uri.EscapeDataString(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}"));
}
