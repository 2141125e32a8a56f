namespace HostedAuth.Core.Storage;

/// <summary>A part of a list, and the token that asks for the next part; no token after the last one.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextToken);
