using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pipeline.Storage.Schemas;

/// <summary>Asks the guard before each request to a table, so that no store can forget to.</summary>
/// <remarks>
/// A transaction does not name its table in its address but in its parts. They are read only when some table is newer than
/// this app; a transaction whose table cannot be told then counts for any.
/// </remarks>
public sealed class SchemaPolicy(SchemaGuard guard) : HttpPipelinePolicy
{
    private static readonly string[] Verbs = ["POST ", "PUT ", "PATCH ", "MERGE ", "DELETE ", "GET "];

    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        // Making and listing tables touches no row.
        if (!LastPart(message.Request.Uri.Path).StartsWith("Tables", StringComparison.Ordinal))
        {
            bool isWrite = message.Request.Method != RequestMethod.Get && message.Request.Method != RequestMethod.Head;
            IReadOnlyList<SchemaNewerException> refusals = await guard.FindRefusalsAsync(isWrite, message.CancellationToken);
            string? name = refusals.Count == 0 ? null : await NameOfAsync(message);
            if (refusals.FirstOrDefault(refusal => name is null || refusal.Table == name) is { } refused)
            {
                throw refused;
            }
        }

        await ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc />
    /// <exception cref="NotSupportedException">Always: tables are used asynchronously only.</exception>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Tables are used asynchronously only.");

    private static async ValueTask<string?> NameOfAsync(HttpMessage message) =>
        NameIn(message.Request.Uri.Path) ?? (message.Request.Content is { } content ? await NameInPartsAsync(content, message.CancellationToken) : null);

    /// <summary>The table of the first part; a transaction has one table.</summary>
    private static async Task<string?> NameInPartsAsync(RequestContent content, CancellationToken cancellationToken)
    {
        using MemoryStream parts = new();
        await content.WriteToAsync(parts, cancellationToken);
        parts.Position = 0;
        using StreamReader reader = new(parts, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Verbs.Any(verb => line.StartsWith(verb, StringComparison.Ordinal))
                && Uri.TryCreate(line.Split(' ')[1], UriKind.Absolute, out Uri? address))
            {
                return NameIn(address.AbsolutePath);
            }
        }

        return null;
    }

    private static string? NameIn(string path)
    {
        string last = LastPart(path);
        return last.StartsWith('$') ? null
            : last.IndexOf('(', StringComparison.Ordinal) is > 0 and int end ? last[..end]
            : last;
    }

    private static string LastPart(string path) => path[(path.LastIndexOf('/') + 1)..];
}
