using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>How the API's JSON is read and written: names as they stand, enums as names, times as seconds since 1970.</summary>
internal static class WireJson
{
    /// <summary>Deep enough for every shape of the contract and for the documents that it lets through.</summary>
    public const int MaxDepth = 32;

    public static JsonSerializerOptions Options { get; } = Create();

    public static JsonDocumentOptions ReadOptions { get; } = new()
    {
        MaxDepth = MaxDepth,
        AllowDuplicateProperties = false,
    };

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = MaxDepth,
            // Never shown as a page: the answer has its own content type, and nosniff.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new EpochSeconds(), new WireMap(), new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Seconds since 1970 with at most three decimals.</summary>
    private sealed class EpochSeconds : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return DateTimeOffset.FromUnixTimeMilliseconds(decimal.ToInt64(reader.GetDecimal() * 1000));
            }
            catch (Exception exception) when (exception is OverflowException or ArgumentOutOfRangeException or FormatException)
            {
                throw new JsonException("The time is out of range.", exception);
            }
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteRawValue(
                (value.ToUnixTimeMilliseconds() / 1000m).ToString("0.###", CultureInfo.InvariantCulture),
                skipInputValidation: true);
    }
}
