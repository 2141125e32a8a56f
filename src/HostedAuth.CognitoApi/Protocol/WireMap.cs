using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>
/// A map of texts. An entry without a value is no entry, as AWS's protocol reads maps: amazon-cognito-identity-js sends
/// <c>"DEVICE_KEY": null</c> from a browser that has no device.
/// </summary>
internal sealed class WireMap : JsonConverter<IReadOnlyDictionary<string, string>>
{
    public override IReadOnlyDictionary<string, string> Read(
        ref Utf8JsonReader reader,
        Type typeToConvert,
        JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<Dictionary<string, string?>>(ref reader, options)!
            .Where(entry => entry.Value is not null)
            .ToDictionary(entry => entry.Key, entry => entry.Value!);

    public override void Write(
        Utf8JsonWriter writer,
        IReadOnlyDictionary<string, string> value,
        JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
