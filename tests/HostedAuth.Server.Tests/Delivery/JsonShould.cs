using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Delivery;

/// <summary>Compares JSON by what it says, not by how it is spaced and escaped.</summary>
internal static class JsonShould
{
    public static void Be(string actual, string expected) => JsonNode.DeepEquals(JsonNode.Parse(actual), JsonNode.Parse(expected))
        .ShouldBeTrue($"{actual}\nshould be\n{expected}");
}
