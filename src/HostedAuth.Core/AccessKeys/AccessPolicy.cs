using System.Text.Json;

namespace HostedAuth.Core.AccessKeys;

/// <summary>
/// What a key may do, in IAM's JSON: statements of Effect, Action or NotAction, Resource or NotResource, with the wildcards
/// * and ?. An explicit Deny wins; what no statement allows is refused.
/// </summary>
public sealed class AccessPolicy
{
    private readonly IReadOnlyList<AccessStatement> _statements;

    private AccessPolicy(IReadOnlyList<AccessStatement> statements) => _statements = statements;

    /// <summary>The document that allows everything.</summary>
    public const string EverythingJson =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>Allows everything.</summary>
    public static AccessPolicy Everything { get; } = Parse(EverythingJson);

    /// <summary>Reads a document. What this server can't honour, such as conditions, is refused rather than overlooked.</summary>
    /// <exception cref="FormatException">The document can't be read; the message says why.</exception>
    public static AccessPolicy Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("Statement", out var statements))
            {
                throw new FormatException("A policy is a JSON object with the member Statement.");
            }

            if (root.EnumerateObject().FirstOrDefault(member => member.Name is not ("Version" or "Id" or "Statement"))
                is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            {
                throw new FormatException($"A policy has no member {unknown.Name}.");
            }

            return new AccessPolicy(statements.ValueKind is JsonValueKind.Array
                ? [.. statements.EnumerateArray().Select(AccessStatement.Read)]
                : [AccessStatement.Read(statements)]);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The policy is no JSON.", exception);
        }
    }

    /// <param name="action">Such as <c>cognito-idp:AdminGetUser</c>.</param>
    /// <param name="resource">An ARN.</param>
    public bool Allows(string action, string resource)
    {
        var allowed = false;
        foreach (var statement in _statements.Where(statement => statement.Covers(action, resource)))
        {
            if (!statement.IsAllow)
            {
                return false;
            }

            allowed = true;
        }

        return allowed;
    }
}
