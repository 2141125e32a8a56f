using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HostedAuth.Core.Deployment;

namespace HostedAuth.Server.Hosting.Https;

/// <summary>
/// A certificate of the settings, read anew when its files change; a broken new one leaves the old one in place.
/// </summary>
/// <param name="name">Its name in the settings.</param>
/// <param name="settings">Where its files are.</param>
internal sealed partial class CertificateFile(string name, CertificateSettings settings, ILogger logger)
{
    private byte[] _seen = [];

    /// <summary>What connections use.</summary>
    public SslCertificate Certificate { get; private set; } = null!;

    /// <summary>The folders to watch.</summary>
    public IEnumerable<string> Folders => new[] { settings.File, KeyFile }.Select(file => Path.GetDirectoryName(Path.GetFullPath(file))!);

    private string KeyFile => settings.KeyFile is "" ? settings.File : settings.KeyFile;

    /// <summary>Reads the files for the first time.</summary>
    /// <exception cref="SettingsException">They hold no certificate with its key.</exception>
    public void Load()
    {
        try
        {
            var (certificate, key) = (File.ReadAllText(settings.File), File.ReadAllText(KeyFile));
            _seen = HashOf(certificate, key);
            Certificate = Parse(certificate, key);
        }
        catch (Exception exception) when (IsBad(exception))
        {
            throw new SettingsException(
                $"The setting Certificates:{name} names no certificate with its key: {exception.Message.TrimEnd('.')}.");
        }
    }

    /// <summary>Takes new content of the files into use.</summary>
    public void Reload()
    {
        try
        {
            var (certificate, key) = (File.ReadAllText(settings.File), File.ReadAllText(KeyFile));
            var hash = HashOf(certificate, key);
            if (hash.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            // Once, good or bad: the log says it once as well.
            _seen = hash;
            Certificate = Parse(certificate, key);
            LogTaken(name, Certificate.Leaf.NotAfter.ToUniversalTime());
        }
        catch (Exception exception) when (IsBad(exception))
        {
            // Half written, perhaps: the rest is a change too.
            LogBroken(name, exception.Message);
        }
    }

    private static SslCertificate Parse(string certificate, string key)
    {
        using var leaf = X509Certificate2.CreateFromPem(certificate, key);
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificate);
        return SslCertificate.Of(leaf, [.. all.Skip(1)]);
    }

    private static bool IsBad(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private static byte[] HashOf(string certificate, string key) =>
        [.. SHA256.HashData(Encoding.UTF8.GetBytes(certificate)), .. SHA256.HashData(Encoding.UTF8.GetBytes(key))];

    [LoggerMessage(1101, LogLevel.Information, "The certificate {Name} was read anew; it ends at {End}.")]
    private partial void LogTaken(string name, DateTime end);

    [LoggerMessage(1102, LogLevel.Error, "The files of certificate {Name} are no good, and the one before stays in use: {Reason}")]
    private partial void LogBroken(string name, string reason);
}
