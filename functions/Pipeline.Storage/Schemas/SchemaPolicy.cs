using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Pipeline.Storage.Schemas;

/// <summary>Asks the guard before each request to a table, so that no store can forget to.</summary>
/// <remarks>A transaction does not name its table in its address; the client notes it in the message. Without that note it counts for any table.</remarks>
public sealed class SchemaPolicy(SchemaGuard guard) : HttpPipelinePolicy
{
    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        string path = message.Request.Uri.Path;
        string last = path[(path.LastIndexOf('/') + 1)..];

        // Making and listing tables touches no row.
        if (!last.StartsWith("Tables", StringComparison.Ordinal))
        {
            bool isWrite = message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head;
            await guard.CheckAsync(NameOf(message, last), isWrite, message.CancellationToken);
        }

        await ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always: tables are used asynchronously only.</exception>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Tables are used asynchronously only.");

    private static string? NameOf(HttpMessage message, string last) =>
        message.TryGetProperty(TableClient.TableProperty, out object? name) && name is string known ? known
        : last.StartsWith('$') ? null
        : last.IndexOf('(', StringComparison.Ordinal) is > 0 and int end ? last[..end]
        : last;
}
