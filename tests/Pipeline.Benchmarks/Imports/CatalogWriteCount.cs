using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pipeline.Benchmarks.Imports;

/// <summary>Counts the entities that requests write to the tables of the catalogue, try by try, as they leave.</summary>
internal sealed class CatalogWriteCount : HttpPipelinePolicy
{
    // One a thread, so that counting makes no garbage in the run that is measured.
    [ThreadStatic]
    private static MemoryStream? kept;

    private long entities;
    private long requests;

    /// <summary>Entities in requests that write.</summary>
    public long Entities => Interlocked.Read(ref entities);

    /// <summary>Requests that write.</summary>
    public long Requests => Interlocked.Read(ref requests);

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message.Request);
        ProcessNext(message, pipeline);
    }

    /// <inheritdoc/>
    public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Count(message.Request);
        return ProcessNextAsync(message, pipeline);
    }

    private void Count(Request request)
    {
        string path = request.Uri.Path;
        bool batch = path.EndsWith("/$batch", StringComparison.Ordinal);
        if (request.Method == RequestMethod.Get || !(batch || path.Contains("/Catalog", StringComparison.Ordinal)))
        {
            return;
        }

        int entities = batch ? CountParts(request.Content!) : 1;
        if (entities > 0)
        {
            _ = Interlocked.Add(ref this.entities, entities);
            _ = Interlocked.Increment(ref requests);
        }
    }

    // Parts of transactions on other tables do not count.
    private static int CountParts(RequestContent content)
    {
        MemoryStream body = kept ??= new MemoryStream();
        body.SetLength(0);
        content.WriteTo(body, CancellationToken.None);
        ReadOnlySpan<byte> bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        int first = bytes.IndexOf(" HTTP/1.1\r\n"u8);
        return first >= 0 && Encoding.UTF8.GetString(bytes[..first]).Contains("/Catalog", StringComparison.Ordinal)
            ? bytes.Count("Content-Transfer-Encoding: "u8)
            : 0;
    }
}
