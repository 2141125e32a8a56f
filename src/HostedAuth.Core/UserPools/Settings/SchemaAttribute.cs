namespace HostedAuth.Core.UserPools.Settings;

/// <summary>
/// A part of the settings of a user pool or an app client, as the API carries it. (<c>SchemaAttributeType</c> of the
/// API.)
/// </summary>
public sealed record SchemaAttribute
{
    public string? AttributeDataType { get; init; }

    public bool? DeveloperOnlyAttribute { get; init; }

    public bool? Mutable { get; init; }

    public string? Name { get; init; }

    public NumberAttributeConstraints? NumberAttributeConstraints { get; init; }

    public bool? Required { get; init; }

    public StringAttributeConstraints? StringAttributeConstraints { get; init; }
}
