using System.Text.Json;

namespace HostedAuth.Oidc.Discovery;

/// <summary>Lists of texts in JSON.</summary>
internal static class JsonTexts
{
    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
