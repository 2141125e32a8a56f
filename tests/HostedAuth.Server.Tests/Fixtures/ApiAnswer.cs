using System.Net;
using System.Text.Json;

namespace HostedAuth.Server.Tests.Fixtures;

/// <summary>An answer of the API.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body, where it is JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The error's name; null for success.</summary>
    public string? Error => Status is HttpStatusCode.OK ? null : Text("__type");

    /// <summary>A text by its path, such as <c>UserPool.Id</c> or <c>Users.0.Username</c>; null when it is absent.</summary>
    public string? Text(string path)
    {
        var value = Json;
        foreach (var name in path.Split('.'))
        {
            if (value.ValueKind is JsonValueKind.Array && int.TryParse(name, out var index) && index < value.GetArrayLength())
            {
                value = value[index];
            }
            else if (value.ValueKind is not JsonValueKind.Object || !value.TryGetProperty(name, out value))
            {
                return null;
            }
        }

        return value.ValueKind is JsonValueKind.String ? value.GetString() : value.GetRawText();
    }

    /// <summary>Expects success and gives itself back, for chains.</summary>
    public ApiAnswer ShouldSucceed()
    {
        Status.ShouldBe(HttpStatusCode.OK, Body);
        return this;
    }

    public void ShouldRefuse(string type, string? message = null)
    {
        Error.ShouldBe(type, Body);
        if (message is not null)
        {
            Text("message").ShouldBe(message);
        }
    }
}
