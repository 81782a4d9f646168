using System.Globalization;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Follows a query's continuation tokens from page to page. Nothing is sent before it is enumerated.</summary>
/// <remarks>
/// A token is opaque and holds keys only, no filter: continue with the same query. A page may be empty and still have
/// a successor, since the service answers after 5 seconds or at the border of a partition server.
/// </remarks>
internal sealed class EntityPageable<T>(TablePipeline pipeline, TableQuery<T> query, CancellationToken cancellationToken)
    : AsyncPageable<T>(cancellationToken)
    where T : notnull
{
    /// <inheritdoc />
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        string? token = continuationToken;
        do
        {
            Page<T> page = await ReadAsync(token, pageSizeHint ?? query.MaxPerPage);
            yield return page;
            token = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(token));
    }

    private async Task<Page<T>> ReadAsync(string? token, int? maxPerPage)
    {
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Get, Address(token, maxPerPage));
        Response response = await pipeline.SendAsync(message, accepted: 200, CancellationToken);
        return Page<T>.FromValues(query.Read(response.Content.ToMemory()), Successor(response), response);
    }

    private string Address(string? token, int? maxPerPage)
    {
        string[] keys = token?.Split(' ') ?? [];
        if (keys.Length > query.Continuation.Count)
        {
            throw new ArgumentException("The continuation token is not of this query.", nameof(token));
        }

        IEnumerable<(string Name, string? Value)> parameters =
        [
            ("$top", maxPerPage?.ToString(CultureInfo.InvariantCulture)),
            ("$filter", query.Filter),
            ("$select", query.Select),
            .. query.Continuation.Zip(keys, static (name, key) => (name, (string?)Uri.UnescapeDataString(key))),
        ];
        string line = string.Join('&', parameters
            .Where(static parameter => !string.IsNullOrEmpty(parameter.Value))
            .Select(static parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        return line.Length == 0 ? query.Address : $"{query.Address}?{line}";
    }

    // Escaped parts joined by a space: the service's tokens are opaque, so any character may occur in them.
    private string? Successor(Response response)
    {
        IEnumerable<string> keys = query.Continuation
            .Select(name => response.Headers.TryGetValue($"x-ms-continuation-{name}", out string? key) ? key : null)
            .TakeWhile(static key => !string.IsNullOrEmpty(key))
            .Select(static key => Uri.EscapeDataString(key!));
        string token = string.Join(' ', keys);
        return token.Length == 0 ? null : token;
    }
}
