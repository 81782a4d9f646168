using System.Globalization;
using System.Security;
using System.Text;

namespace Pipeline.Faults.Storage.Blobs;

/// <summary>One container: its blobs in the order of their names.</summary>
internal sealed class SimulatedContainer
{
    private const int PageLimit = 5000;

    /// <summary>Blobs by name, those without a commit among them.</summary>
    public SortedDictionary<string, SimulatedBlob> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>A blob that can be seen, or null.</summary>
    public SimulatedBlob? Find(string name) => Blobs.GetValueOrDefault(name) is { Content: not null } blob ? blob : null;

    /// <summary>A page of the list of blobs.</summary>
    public StorageAnswer List(StorageRequest request)
    {
        string prefix = request.Parameter("prefix") ?? string.Empty;
        string marker = request.Parameter("marker") ?? string.Empty;
        int limit = request.Parameter("maxresults") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : PageLimit;
        bool withMetadata = request.Parameter("include")?.Contains("metadata", StringComparison.OrdinalIgnoreCase) ?? false;
        KeyValuePair<string, SimulatedBlob>[] found =
        [
            .. Blobs.Where(blob => blob.Value.Content is not null && blob.Key.StartsWith(prefix, StringComparison.Ordinal)
                && string.CompareOrdinal(blob.Key, marker) >= 0).Take(limit + 1),
        ];
        StringBuilder xml = new($"<EnumerationResults ServiceEndpoint=\"http://simulated/\" ContainerName=\"{request.Root}\"><Blobs>");
        foreach ((string name, SimulatedBlob blob) in found.Take(limit))
        {
            _ = xml.Append("<Blob>").Append(Element("Name", name)).Append("<Properties>")
                .Append(Element("Creation-Time", blob.CreatedAt.ToString("R", CultureInfo.InvariantCulture)))
                .Append(Element("Last-Modified", blob.LastModified.ToString("R", CultureInfo.InvariantCulture)))
                .Append(Element("Etag", blob.ETag.Trim('"')))
                .Append(Element("Content-Length", blob.Content!.Length.ToString(CultureInfo.InvariantCulture)))
                .Append(Element("Content-Type", blob.ContentType)).Append("<BlobType>BlockBlob</BlobType></Properties>");
            if (withMetadata)
            {
                _ = xml.Append("<Metadata>").AppendJoin(string.Empty, blob.Metadata.Select(static pair => Element(pair.Key, pair.Value)))
                    .Append("</Metadata>");
            }

            _ = xml.Append("</Blob>");
        }

        return StorageAnswer.Xml(
            xml.Append("</Blobs>").Append(Element("NextMarker", found.Length > limit ? found[limit].Key : string.Empty))
                .Append("</EnumerationResults>").ToString());
    }

    private static string Element(string name, string value) => $"<{name}>{SecurityElement.Escape(value)}</{name}>";
}
