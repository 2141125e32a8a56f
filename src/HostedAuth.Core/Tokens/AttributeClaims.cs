using System.Globalization;
using System.Text.Json;

namespace HostedAuth.Core.Tokens;

/// <summary>How a user's attributes, which are texts, read as claims.</summary>
public static class AttributeClaims
{
    /// <summary>Writes one, as Cognito's ID tokens have it.</summary>
    /// <param name="json">Inside the claims object.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="value">Its text.</param>
    /// <param name="hasTimes">Whether a time is a number (OIDC Core, section 5.1); else it is text, as Cognito has it.</param>
    public static void WriteAttribute(this Utf8JsonWriter json, string name, string value, bool hasTimes)
    {
        ArgumentNullException.ThrowIfNull(json);
        switch (name)
        {
            case "email_verified" or "phone_number_verified":
                json.WriteBoolean(name, value == "true");
                break;
            case "updated_at" when hasTimes && long.TryParse(value, CultureInfo.InvariantCulture, out var seconds):
                json.WriteNumber(name, seconds);
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
