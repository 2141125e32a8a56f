using System.Buffers.Text;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace HostedAuth.Server.Tests.Oidc;

/// <summary>An answer of the OAuth endpoints.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), headers);
    }

    public string? Location => Header("Location");

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The error of a JSON answer, or of the address that the browser is sent to.</summary>
    public string? Error => Location is null ? Text("error") : Parameter("error");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A text member of a JSON answer.</summary>
    public string? Text(string name) =>
        Body.StartsWith('{') && Json.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>A parameter of the address that the browser is sent to, in its query or its fragment; or of the form it posts.</summary>
    public string? Parameter(string name)
    {
        var start = Location?.IndexOfAny(['?', '#']) ?? -1;
        return start > 0 && QueryHelpers.ParseQuery(Location![start..].Replace('#', '&')).TryGetValue(name, out var value)
            ? value.ToString()
            : Field(name);
    }

    /// <summary>The claims of a JWT in a parameter.</summary>
    public JsonElement ParameterClaims(string name) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(Parameter(name)!.Split('.')[1])).RootElement;

    /// <summary>The claims of a JWT in a member.</summary>
    public JsonElement Claims(string name) =>
        JsonDocument.Parse(Base64Url.DecodeFromChars(Text(name)!.Split('.')[1])).RootElement;

    /// <summary>Expects that the browser goes back to the app with an error.</summary>
    public void ShouldTellTheClient(string error)
    {
        Status.ShouldBe(303, Body);
        Location.ShouldNotBeNull().ShouldStartWith(TestApp.Callback);
        Error.ShouldBe(error, Location);
    }

    /// <summary>Expects our own error page.</summary>
    public void ShouldStayHere(string error)
    {
        Status.ShouldBe(303, Body);
        Location.ShouldNotBeNull().ShouldContain($"/error?error={error}");
        Location.ShouldStartWith("/");
    }

    /// <summary>Expects a JSON error (RFC 6749, section 5.2).</summary>
    public void ShouldRefuse(int status, string error)
    {
        Status.ShouldBe(status, Body);
        Text("error").ShouldBe(error, Body);
        Header("Content-Type").ShouldBe("application/json");
        Header("Cache-Control").ShouldBe("no-store");
    }

    /// <summary>The value of a hidden field of a page.</summary>
    private string? Field(string name)
    {
        var field = Regex.Match(Body, $"<input type=\"hidden\" name=\"{name}\" value=\"([^\"]*)\">");
        return field.Success ? WebUtility.HtmlDecode(field.Groups[1].Value) : null;
    }
}
