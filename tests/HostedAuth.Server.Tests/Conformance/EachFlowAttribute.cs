using System.Reflection;
using HostedAuth.Server.Tests.Conformance.Driver;
using Xunit.Sdk;

namespace HostedAuth.Server.Tests.Conformance;

/// <summary>Walks a module with every response type, by its own response mode and by form_post.</summary>
/// <param name="parts">Only the types with one of these parts, such as <c>code</c>; none for all.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachFlowAttribute(params string[] parts) : DataAttribute
{
    /// <summary>What the server serves of it.</summary>
    internal static IReadOnlyList<string> Served { get; } =
    [
        .. Flow.Basic, .. Flow.Implicit, .. Flow.Hybrid,
        .. Flow.Posted([.. Flow.Basic, .. Flow.Implicit, .. Flow.Hybrid]),
    ];

    /// <summary>Only the types without this part.</summary>
    public string? Without { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        Served.Where(IsWalked).Select(flow => new object[] { flow });

    private bool IsWalked(string flow)
    {
        var types = Flow.Parse(flow).ResponseType.Split(' ');
        return (parts.Length == 0 || parts.Any(types.Contains)) && !types.Contains(Without);
    }
}
