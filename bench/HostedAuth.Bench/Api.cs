using System.Net.Http.Headers;
using System.Text.Json;
using HostedAuth.Server.Tests.Fixtures;

namespace HostedAuth.Bench;

/// <summary>Calls of the Cognito API.</summary>
internal static class Api
{
    /// <summary>A request ready to send; signed when a key is given.</summary>
    public static HttpRequestMessage Request(string url, string operation, object members, AwsSigner? signer = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(members);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{url}/")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        signer?.Sign(request, body, TimeProvider.System.GetUtcNow());
        return request;
    }

    public static async Task<JsonElement> CallAsync(
        HttpClient http,
        ServerProcess server,
        string operation,
        object members,
        bool signed = true)
    {
        using var request = Request(server.Url, operation, members, signed ? server.Root : null);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException($"{operation}: {text}");
    }
}
