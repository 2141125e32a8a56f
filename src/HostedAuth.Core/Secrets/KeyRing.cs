using System.Xml.Linq;
using HostedAuth.Core.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace HostedAuth.Core.Secrets;

/// <summary>
/// Keeps Data Protection's key ring in the database, where every node finds it. (Its interface is synchronous.)
/// </summary>
public sealed class KeyRing(Database database) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = database.Open(poolId: null);
        return [.. context.DataProtectionKeys.AsNoTracking().Select(key => key.Xml).AsEnumerable().Select(XElement.Parse)];
    }

    /// <summary>
    /// Whether the master keys open every key of the ring. Data Protection would only log one that doesn't open, and go on
    /// with a new key, as if everything sealed before were lost.
    /// </summary>
    public bool OpensWith(MasterKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        return GetAllElements()
            .SelectMany(element => element.Descendants(MasterKeyXmlEncryptor.ElementName))
            .All(sealedKey => keys.Open(Convert.FromBase64String(sealedKey.Value)));
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using var context = database.Open(poolId: null);
        context.DataProtectionKeys.Add(new DataProtectionKey
        {
            FriendlyName = friendlyName,
            Xml = element.ToString(SaveOptions.DisableFormatting),
        });
        context.SaveChanges();
    }
}
