using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostedAuth.Core.Secrets;

/// <summary>A password, code, token or key in clear. Prints as <c>***</c>, so that it can stand in a record.</summary>
[JsonConverter(typeof(SecretJsonConverter))]
public readonly record struct Secret(string Value)
{
    /// <summary>Compares without telling by its time where the two differ.</summary>
    public bool FixedTimeEquals(string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value), Encoding.UTF8.GetBytes(other));

    public override string ToString() => "***";

    private sealed class SecretJsonConverter : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
