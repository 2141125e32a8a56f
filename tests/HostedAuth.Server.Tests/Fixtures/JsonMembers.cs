using System.Text.Json;
using System.Text.Json.Nodes;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>Puts a request together from what a test is about and what it needs besides.</summary>
public static class JsonMembers
{
    public static JsonObject Of(object members, params (string Name, string Value)[] more)
    {
        var merged = JsonSerializer.SerializeToNode(members)!.AsObject();
        foreach (var (name, value) in more)
        {
            merged[name] = value;
        }

        return merged;
    }
}
