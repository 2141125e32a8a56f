using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using HostedAuth.Core.AppClients;
using HostedAuth.Core.Authorization;
using HostedAuth.Core.Secrets;
using HostedAuth.Core.Storage;
using HostedAuth.Oidc;
using HostedAuth.Oidc.Authorize;

namespace HostedAuth.Server.Pages.Gate;

/// <summary>
/// The way of a browser that lets a device in: from the code that was typed in through the sign-in to the question whether
/// the device may. The pages carry it as they carry an authorization request, and it ends at no client's address. The value is
/// sealed, bound to the pool and to this browser, and as old as the device's code at most.
/// </summary>
internal sealed class DevicePassages(Sealer sealer, PoolScope scope, BrowserCookie browser, TimeProvider time)
{
    /// <summary>The name of the parameter.</summary>
    public const string Parameter = "device";

    private const int MaximumLength = 1024;

    /// <summary>The query by which the pages know the device.</summary>
    /// <param name="device">The device that waits.</param>
    /// <param name="userCode">The code that it shows.</param>
    public string QueryOf(DeviceAuthorization device, string userCode) =>
        $"?{Parameter}={Seal(new(browser.Ensure(), device.DeviceCodeHash, userCode, device.ClientId, device.ExpiresAt))}";

    /// <summary>
    /// The request of who signs in before a code is looked for, and then comes back to the page that asks for it. Any client
    /// that lets devices in will do, the operator's first; null where there is none.
    /// </summary>
    /// <param name="userCode">The code that was typed in.</param>
    public AuthorizationRequest? Begin(string userCode)
    {
        var client = scope.Pool.Clients.Values
            .Where(one => one.FurtherGrantTypes.Contains(ExtraGrantTypes.DeviceCode))
            .OrderBy(one => one.Client.IsRegistered)
            .ThenBy(one => one.ClientId, StringComparer.Ordinal)
            .FirstOrDefault();
        return client is null ? null : NewRequest(
            client,
            Seal(new(browser.Ensure(), [], userCode, client.ClientId, time.GetUtcNow() + DeviceStarts.Lifetime)),
            DeviceModel.Path);
    }

    /// <summary>Whether the query is that of a device's passage; an app's request never is, whatever else it carries.</summary>
    public static bool IsMeant(OAuthParameters parameters) =>
        parameters.FindSingle(Parameter) is not null && parameters.All.All(pair => pair.Key != "client_id");

    /// <summary>The device that the query is about; null when the value is none of ours, another browser's, or too old.</summary>
    public DevicePassage? Find(OAuthParameters parameters)
    {
        if (parameters.FindSingle(Parameter) is not { Length: <= MaximumLength } value
            || browser.Mark is not { } mark
            || !Base64Url.IsValid(value)
            || !sealer.TryOpen(SealKind.DevicePassage, scope.Pool.Id, Base64Url.DecodeFromChars(value), out var clear))
        {
            return null;
        }

        var passage = JsonSerializer.Deserialize<DevicePassage>(clear)!;
        return CryptographicOperations.FixedTimeEquals(passage.Browser, mark) && passage.ExpiresAt > time.GetUtcNow()
            ? passage
            : null;
    }

    /// <summary>The passage as the pages of a sign-in know a request; null where there is none, or its client is gone.</summary>
    public AuthorizationRequest? FindRequest(OAuthParameters parameters)
    {
        if (Find(parameters) is not { } passage || scope.Pool.FindClient(passage.ClientId) is not { } client)
        {
            return null;
        }

        var value = parameters.FindSingle(Parameter)!;
        return passage.IsBeforeSearch
            ? NewRequest(client, value, DeviceModel.Path)
            : AuthorizeChecks.WithUsualDemands(NewRequest(client, value, DeviceApprovalModel.Path));
    }

    private AuthorizationRequest NewRequest(ClientSnapshot client, string value, string returnPath) => new()
    {
        Pool = scope.Pool,
        Client = client,
        Parameters = OAuthParameters.Parse($"{Parameter}={value}"),
        ReturnPath = returnPath,
    };

    private string Seal(DevicePassage passage) => Base64Url.EncodeToString(
        sealer.Seal(SealKind.DevicePassage, scope.Pool.Id, JsonSerializer.SerializeToUtf8Bytes(passage)));
}

/// <summary>What the pages know of a device.</summary>
/// <param name="Browser">The mark of the browser in which its code was typed.</param>
/// <param name="DeviceCodeHash">Which one it is; empty where that is to be found out.</param>
/// <param name="UserCode">What it shows.</param>
/// <param name="ClientId">The app on it.</param>
/// <param name="ExpiresAt">When its code is void.</param>
internal sealed record DevicePassage(
    byte[] Browser,
    byte[] DeviceCodeHash,
    string UserCode,
    string ClientId,
    DateTimeOffset ExpiresAt)
{
    /// <summary>Whether the code was only typed in, and not looked for.</summary>
    public bool IsBeforeSearch => DeviceCodeHash.Length == 0;

    /// <summary>Prints no code.</summary>
    public override string ToString() => nameof(DevicePassage);
}
