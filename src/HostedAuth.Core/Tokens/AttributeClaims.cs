using System.Text.Json;

namespace HostedAuth.Core.Tokens;

/// <summary>How a user's attributes, which are texts, read as claims.</summary>
public static class AttributeClaims
{
    /// <summary>Writes one, as Cognito's ID tokens have it.</summary>
    public static void WriteAttribute(this Utf8JsonWriter json, string name, string value)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (name)
        {
            case "email_verified" or "phone_number_verified":
                json.WriteBoolean(name, value == "true");
                break;
            case "address":
                // OIDC Core, section 5.1.1.
                json.WriteStartObject(name);
                json.WriteString("formatted", value);
                json.WriteEndObject();
                break;
            default:
                json.WriteString(name, value);
                break;
        }
    }
}
