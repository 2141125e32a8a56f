namespace HostedAuth.Server.Tests.Conformance;

/// <summary>The test walks a module of the OpenID Foundation's conformance plans; docs/conformance.md is made of these.</summary>
/// <param name="name">The module's name in the suite.</param>
/// <param name="clause">What it holds us to.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ModuleAttribute(string name, string clause) : Attribute
{
    public string Name => name;

    public string Clause => clause;

    /// <summary>The plan, where modules of one name are walked apart; absent: every plan with such a module.</summary>
    public string? Plan { get; init; }

    /// <summary>What comes of it, where that isn't all there is to say.</summary>
    public string Result { get; init; } = "passes";
}
