using System.Text.Json;
using HostedAuth.CognitoApi.Protocol.Contract;

namespace HostedAuth.CognitoApi.Protocol;

/// <summary>Refuses values of another JSON type than the contract has, with SerializationException.</summary>
internal static class JsonTypes
{
    public static void Expect(JsonElement value, JsonValueKind kind)
    {
        if (value.ValueKind != kind)
        {
            throw Unexpected(value, kind switch
            {
                JsonValueKind.String => "a String",
                JsonValueKind.Number => "a Number",
                JsonValueKind.Array => "a List",
                _ => "a Structure",
            });
        }
    }

    public static void ExpectBoolean(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw Unexpected(value, "a Boolean");
        }
    }

    public static long Integer(JsonElement value, ShapeType type)
    {
        Expect(value, JsonValueKind.Number);
        if (type is ShapeType.Integer)
        {
            return value.TryGetInt32(out var number) ? number : throw Unexpected(value, "an Integer");
        }

        return value.TryGetInt64(out var longNumber) ? longNumber : throw Unexpected(value, "a Long");
    }

    public static byte[] Bytes(JsonElement value)
    {
        Expect(value, JsonValueKind.String);
        return value.TryGetBytesFromBase64(out var bytes) ? bytes : throw Unexpected(value, "a Blob");
    }

    private static WireException Unexpected(JsonElement value, string wanted) => WireException.Serialization(
        value.ValueKind switch
        {
            JsonValueKind.Object => "Start of structure or map found where not expected.",
            JsonValueKind.Array => "Start of list found where not expected.",
            var kind => $"{kind.ToString().ToUpperInvariant()}_VALUE can not be converted to {wanted}",
        });
}
