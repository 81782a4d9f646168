using System.Globalization;
using System.Runtime.CompilerServices;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>The lists of Intcomex Web Services as they are received, page by page; a list that is asked for whole is one page and never held.</summary>
/// <remarks>What ends before its time throws. Whether the pages are all there, once and with all their rows, is seen when they are read.</remarks>
internal sealed class IwsPages(IwsClient client)
{
    private const int MaxPageBytes = 64 << 20;

    /// <summary>All products that we may order, with basic data; once a day.</summary>
    /// <param name="pageSize">Products a page; 0 asks for all at once.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    public IAsyncEnumerable<Stream> GetCatalogAsync(int pageSize, CancellationToken cancellationToken) =>
        ReadAsync("getcatalog", "inventoryFilter=Any", pageSize, cancellationToken);

    /// <summary>The stock of all products; once an hour.</summary>
    /// <param name="pageSize">Products a page; 0 asks for all at once.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    public IAsyncEnumerable<Stream> GetInventoryAsync(int pageSize, CancellationToken cancellationToken) =>
        ReadAsync("getinventory", string.Empty, pageSize, cancellationToken);

    /// <summary>The prices of all products; once a day. It has no pages.</summary>
    public IAsyncEnumerable<Stream> GetPriceListAsync(CancellationToken cancellationToken) =>
        WholeAsync("getpricelist", string.Empty, cancellationToken);

    /// <summary>Images and specifications; once a day at most. It has no pages.</summary>
    public IAsyncEnumerable<Stream> DownloadExtendedCatalogAsync(CancellationToken cancellationToken) =>
        WholeAsync("downloadextendedcatalog", "format=json", cancellationToken);

    private IAsyncEnumerable<Stream> ReadAsync(string operation, string query, int pageSize, CancellationToken cancellationToken) =>
        pageSize > 0 ? PagesAsync(operation, query, pageSize, cancellationToken) : WholeAsync(operation, query, cancellationToken);

    private async IAsyncEnumerable<Stream> WholeAsync(string operation, string query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IwsResult<HttpResponseMessage> opened = await client.OpenAsync(operation, query, cancellationToken);
        using HttpResponseMessage response = opened.Value ?? throw Fault(operation, opened.Failure!);
        using IwsAnswerStream body = new(await response.Content.ReadAsStreamAsync(cancellationToken), operation);
        byte[] start = new byte[256];
        int read = await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        if (HtmlPage.Is(start.AsSpan(0, read)))
        {
            throw new FeedTransportException(
                IssueCodes.PartnerUnavailable, $"{operation}: a web page came where data is due.", "Nothing to do: it is tried again for a day.", isTransient: true, null);
        }

        ExchangeContext.Cost?.Page();
        yield return new PrefixedStream(start.AsMemory(0, read), body);
    }

    private async IAsyncEnumerable<Stream> PagesAsync(
        string operation, string query, int pageSize, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string prefix = query.Length > 0 ? $"{query}&" : query;
        int pages = 1;
        for (int number = 1; number <= pages; number++)
        {
            IwsResult<byte[]> got = await client.GetPageAsync(
                operation, string.Create(CultureInfo.InvariantCulture, $"{prefix}page={number}&limit={pageSize}"), MaxPageBytes, cancellationToken);
            byte[] page = got.Value ?? throw Fault(operation, got.Failure!);
            pages = number > 1 ? pages : TotalPages(page) ?? 1;
            ExchangeContext.Cost?.Page();
            yield return new MemoryStream(page, writable: false);
        }
    }

    // A service that has no pages gives the whole list, and one that has them puts them into a list at times.
    private static int? TotalPages(byte[] page)
    {
        IwsNode? node = IwsNode.Parse(page, out _);
        return (node is { IsList: true } ? node.Items().FirstOrDefault() : node)?.Whole("totalPages");
    }

    private static FeedTransportException Fault(string operation, IwsFailure failure)
    {
        Issue issue = failure.Problem.Issue;
        bool isTransient = issue.Severity == IssueSeverity.Retry || failure.Code is IwsCodes.Internal;
        string code = failure.Code is IwsCodes.Internal ? IssueCodes.ServerFault : IssueCatalog.Find(issue.Code) is not null ? issue.Code : isTransient ? IssueCodes.CallFailed : IssueCodes.CallRefused;
        return new FeedTransportException(code, $"{operation}: {issue.Cause}", issue.Remedy, isTransient, null);
    }
}
