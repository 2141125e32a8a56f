using HostedAuth.Core.Deployment;
using HostedAuth.Server.Hosting.Https;

namespace HostedAuth.Server.Hosting;

/// <summary>What Development prints at the start: where things are, and the first commands to paste.</summary>
internal static class Greeting
{
    public static void Print(Settings settings)
    {
        var url = settings.PublicUrl;
        var isOwnHttps = settings.Https.Certificate is "Own" && url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        var trust = isOwnHttps
            ? $" AWS_CA_BUNDLE={Path.GetFullPath(Path.Combine(settings.DataFolder, LocalAuthority.CertificateName))}"
            : "";
        Console.WriteLine(
            $"""

            HostedAuth is ready.

              API endpoint   {url}
              Access key     {settings.RootAccessKey.Id}
              Secret         {settings.RootAccessKey.Secret}
              Mailbox        {(settings.Mailbox.Enabled == true ? $"{url}/mailbox" : "off")}

            In another terminal, paste:

              export AWS_ACCESS_KEY_ID={settings.RootAccessKey.Id} AWS_SECRET_ACCESS_KEY={settings.RootAccessKey.Secret} AWS_DEFAULT_REGION={settings.Region}{trust}
              POOL=$(aws cognito-idp create-user-pool --endpoint-url {url} --pool-name my-app --username-attributes email --auto-verified-attributes email --query UserPool.Id --output text)
              CLIENT=$(aws cognito-idp create-user-pool-client --endpoint-url {url} --user-pool-id $POOL --client-name web --generate-secret --allowed-o-auth-flows-user-pool-client --allowed-o-auth-flows code --allowed-o-auth-scopes openid email profile --supported-identity-providers COGNITO --callback-urls '["{url}/"]' --query UserPoolClient.ClientId --output text)

            Then open this in a browser, sign up, and read the code in the mailbox:

              echo "{url}/$POOL/login?client_id=$CLIENT&response_type=code&scope=openid+email&redirect_uri={url}/"

            Ctrl+C stops the server; everything but the mailbox is kept in {Path.GetFullPath(settings.DataFolder)}.

            """);
    }
}
