using System.Collections.Frozen;
using System.Text.Json;

namespace HostedAuth.CognitoApi.Protocol.Contract;

/// <summary>The wire model of the API as data: operations, shapes, limits. Read once.</summary>
internal sealed class ApiContract
{
    private static readonly Lazy<ApiContract> UserPoolsContract = new(() => Read("cognito-idp.json", "hostedauth.json"));

    private FrozenSet<string> _blobs = [];

    /// <summary>The contract of user pools.</summary>
    public static ApiContract UserPools => UserPoolsContract.Value;

    /// <summary>The first part of the target.</summary>
    public required string TargetPrefix { get; init; }

    /// <summary>The service in a signature's scope and in actions.</summary>
    public required string Service { get; init; }

    public required FrozenDictionary<string, OperationContract> Operations { get; init; }

    public required FrozenDictionary<string, Shape> Shapes { get; init; }

    /// <summary>True when a request may carry images or the like.</summary>
    public bool TakesBlobs(OperationContract operation) => _blobs.Contains(operation.Input);

    private FrozenSet<string> FindBlobs()
    {
        bool Has(string name, HashSet<string> seen) =>
            seen.Add(name)
            && Shapes[name] is var shape
            && (shape.Type is ShapeType.Blob
                || shape.Members.Values.Append(shape.Of).OfType<string>().Any(inner => Has(inner, seen)));

        return Operations.Values.Select(operation => operation.Input).Where(name => Has(name, [])).ToFrozenSet();
    }

    /// <param name="resource">The contract.</param>
    /// <param name="ours">What this server has beyond it: operations and shapes of the same form.</param>
    private static ApiContract Read(string resource, string ours)
    {
        using var document = Open(resource);
        using var more = Open(ours);
        var (root, beyond) = (document.RootElement, more.RootElement);
        var contract = new ApiContract
        {
            TargetPrefix = root.GetProperty("targetPrefix").GetString()!,
            Service = root.GetProperty("service").GetString()!,
            Operations = root.GetProperty("operations").EnumerateObject().Select(one => ReadOperation(one, isBeyond: false))
                .Concat(beyond.GetProperty("operations").EnumerateObject().Select(one => ReadOperation(one, isBeyond: true)))
                .ToFrozenDictionary(operation => operation.Name, StringComparer.Ordinal),
            Shapes = root.GetProperty("shapes").EnumerateObject().Concat(beyond.GetProperty("shapes").EnumerateObject())
                .ToFrozenDictionary(shape => shape.Name, shape => Shape.Read(shape.Value), StringComparer.Ordinal),
        };
        contract._blobs = contract.FindBlobs();
        return contract;
    }

    private static JsonDocument Open(string resource)
    {
        using var stream = typeof(ApiContract).Assembly.GetManifestResourceStream(typeof(ApiContract), resource)
            ?? throw new InvalidOperationException($"The resource {resource} is missing.");
        return JsonDocument.Parse(stream);
    }

    private static OperationContract ReadOperation(JsonProperty operation, bool isBeyond) => new(
        operation.Name,
        operation.Value.GetProperty("auth").GetString() switch
        {
            "public" => Access.Public,
            "access-token" => Access.AccessToken,
            "access-token-or-session" => Access.AccessTokenOrSession,
            _ => Access.Iam,
        },
        operation.Value.GetProperty("input").GetString()!,
        operation.Value.TryGetProperty("output", out var output) ? output.GetString() : null,
        [.. operation.Value.GetProperty("errors").EnumerateArray().Select(error => error.GetString()!)],
        isBeyond);
}
