using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace HostedAuth.Core.Deployment;

/// <summary>How the server speaks https itself; docs/https.md shows it.</summary>
public sealed record HttpsSettings
{
    [Description("An https address to listen on beside `Urls`, such as `https://localhost:5443`. In Development it is the "
        + "default of `PublicUrl`.")]
    public string Url { get; init; } = "";

    [Description("The certificate for names that `Certificates` has none for: `Own`, made by the server for localhost and what "
        + "is below it; `Developer`, that of `dotnet dev-certs https`; or none. By default `Own` in Development, else none.")]
    [AllowedValues("", "None", "Own", "Developer", ErrorMessage = "must be None, Own or Developer")]
    public string Certificate { get; init; } = "";
}

/// <summary>One certificate, chosen by the name that a client asks for.</summary>
public sealed record CertificateSettings
{
    [Description("A PEM file: the certificate, then those that lead to its authority.")]
    public string File { get; init; } = "";

    [Description("A PEM file with its key; without it, the key is in `File`.")]
    public string KeyFile { get; init; } = "";
}
