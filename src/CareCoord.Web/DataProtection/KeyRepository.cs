using System.Xml.Linq;
using CareCoord.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CareCoord.Web.DataProtection;

/// <summary>Where ASP.NET reads and keeps the portal's keys; it asks seldom, and does not ask asynchronously.</summary>
internal sealed class KeyRepository(DataProtectionKeyStore keys) : IXmlRepository
{
    // On a thread of the pool: whoever asks may be a circuit, which runs one thing at a time.
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => keys.ReadAsync(CancellationToken.None)).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => keys.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None))
            .GetAwaiter()
            .GetResult();
}
