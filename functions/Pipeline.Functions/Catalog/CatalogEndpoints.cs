using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Core;
using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Pricing;
using Pipeline.Functions.Http;
using Pipeline.Functions.OpenApi;

namespace Pipeline.Functions.Catalog;

/// <summary>Reads the catalogue over HTTP.</summary>
[Tags("catalog")]
public sealed class CatalogEndpoints(CatalogReader catalog, ProductSearch products, RulesInForce rules, DistributorCatalog distributors)
{
    private const string ChangedSince = "Only articles that files applied at or after this time have changed";

    /// <summary>Lists articles.</summary>
    [Function("ListCatalog")]
    [EndpointSummary("List articles of all distributors; by GTIN or part number, with what is the same product")]
    [Answers<CatalogList>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/catalog")] HttpRequest request,
        [Description("Only this distributor, for example {distributor}")] string? distributor = null,
        [Description("Only the article of this number, whatever characters it holds, percent-encoded as a query is; with or without leading zeros")] string? sku = null,
        [Description("Only articles with this GTIN (8, 12, 13 or 14 digits)")] string? gtin = null,
        [Description("Only articles with this manufacturer part number")] string? mpn = null,
        [Description("Only articles of this brand")] string? brand = null,
        [Description(ChangedSince)] DateTimeOffset? changedSince = null,
        [Description("Only sellable articles (true) or only others (false)")] bool? sellable = null,
        [Description("At most so many, 1 to 500")] int limit = Paging.DefaultLimit,
        [Description("From the page before")] string? cursor = null)
    {
        if (Paging.Refuse(limit) is { } refusal)
        {
            return refusal;
        }

        var search = new CatalogSearch(distributor, gtin, mpn, brand, changedSince, sellable)
        {
            Sku = sku, Among = [.. distributors.All.Select(static known => known.Code)],
        };
        if (search.TryRead(out CatalogQuery query) is { } wrong)
        {
            return wrong;
        }

        return await Paging.AnswerAsync(limit, cursor, async () =>
        {
            string? next = string.IsNullOrEmpty(cursor) ? null : Cursor.Read(cursor, static place => place.Length > 0);
            if (await RefuseExpiredAsync(query, request) is { } expired)
            {
                return expired;
            }

            return TypedResults.Json(await ReadAsync(query, next, limit, request.HttpContext.RequestAborted), PipelineJson.Readable.CatalogList);
        });
    }

    /// <summary>Shows one article.</summary>
    /// <remarks>
    /// Article numbers may hold a slash. Azure's front end hands it over as one, the host as the text <c>%2F</c>; so it is the
    /// rest of the path, and both are read. A number that holds a percent sign itself cannot be told from that: it is asked for
    /// in the query of the list.
    /// </remarks>
    [Function("GetCatalogEntry")]
    [EndpointSummary("Show one article, with the file and line that each field comes from")]
    [Answers<CatalogEntry>(StatusCodes.Status200OK)]
    [Answers<Problem>(StatusCodes.Status404NotFound)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/catalog/{distributor}/{*sku}")] HttpRequest request,
        [Description("The distributor")] string distributor,
        [Description("Article number, with or without leading zeros; one with a percent sign or a backslash is asked for by /api/catalog?sku=")] string sku)
    {
        string number = sku.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        CancellationToken cancellationToken = request.HttpContext.RequestAborted;
        return await catalog.FindAsync(distributor, number, cancellationToken) is { } entry
            ? TypedResults.Json(
                RulesInForce.Price(entry with { Issues = await IssuesOfAsync(entry, cancellationToken) }, await rules.GetAsync(cancellationToken)),
                PipelineJson.Readable.CatalogEntry)
            : ProblemFactory.NotFound(new Issue(IssueCodes.ArticleUnknown, null, $"{distributor} {number}"));
    }

    /// <summary>Exports the catalogue as CSV.</summary>
    [Function("ExportCatalogCsv")]
    [EndpointSummary("Export the catalogue as CSV (UTF-8, comma, header line)")]
    [Answers<string>(StatusCodes.Status200OK, "text/csv")]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ExportCsvAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/catalog.csv")] HttpRequest request,
        [Description("Only this distributor")] string? distributor = null,
        [Description("Only this brand")] string? brand = null,
        [Description(ChangedSince)] DateTimeOffset? changedSince = null,
        [Description("Only sellable articles (true) or only others (false)")] bool? sellable = null)
    {
        var search = new CatalogSearch(distributor, null, null, brand, changedSince, sellable);
        return search.TryRead(out CatalogQuery query) ?? await RefuseExpiredAsync(query, request) ?? TypedResults.Stream(
            stream => CatalogCsv.WriteAsync(ReadAllAsync(query, request.HttpContext.RequestAborted), stream),
            "text/csv; charset=utf-8",
            "catalog.csv");
    }

    /// <summary>Exports the catalogue as JSON lines.</summary>
    [Function("ExportCatalogJsonLines")]
    [EndpointSummary("Export the catalogue as JSON lines, one article a line")]
    [Answers<string>(StatusCodes.Status200OK, "application/jsonl")]
    [Answers<Problem>(StatusCodes.Status410Gone)]
    [Answers<Problem>(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IResult> ExportJsonLinesAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/catalog.jsonl")] HttpRequest request,
        [Description("Only this distributor")] string? distributor = null,
        [Description("Only this brand")] string? brand = null,
        [Description(ChangedSince)] DateTimeOffset? changedSince = null,
        [Description("Only sellable articles (true) or only others (false)")] bool? sellable = null)
    {
        var search = new CatalogSearch(distributor, null, null, brand, changedSince, sellable);
        return search.TryRead(out CatalogQuery query) ?? await RefuseExpiredAsync(query, request) ?? TypedResults.Stream(
            stream => CatalogJsonLines.WriteAsync(ReadAllAsync(query, request.HttpContext.RequestAborted), stream),
            "application/jsonl; charset=utf-8",
            "catalog.jsonl");
    }

    private async Task<CatalogList> ReadAsync(CatalogQuery query, string? next, int limit, CancellationToken cancellationToken)
    {
        StoredRules inForce = await rules.GetAsync(cancellationToken);
        if (query is { Sku: null, ChangedSince: null } && (query.Gtin ?? query.Mpn) is not null)
        {
            FoundProducts found = await products.FindAsync(query, cancellationToken);
            return CatalogList.Of(
                [.. found.Articles.Select(article => RulesInForce.Price(article with { Issues = found.Join.IssuesOf(article) }, inForce))],
                null, found.Join, inForce.Issue);
        }

        Page<CatalogEntry> page = await catalog.ReadAsync(query, next, limit, cancellationToken);
        return CatalogList.Of([.. page.Items.Select(entry => RulesInForce.Price(entry, inForce))], Cursor.Of(page.Cursor), null, inForce.Issue);
    }

    private async Task<IReadOnlyList<string>> IssuesOfAsync(CatalogEntry entry, CancellationToken cancellationToken) => (entry.Gtin ?? entry.Mpn) is null
        ? []
        : (await products.FindAsync(
            new CatalogQuery { Gtin = entry.Gtin, Mpn = entry.Gtin is null ? entry.Mpn : null }, cancellationToken)).Join.IssuesOf(entry);

    private async IAsyncEnumerable<CatalogEntry> ReadAllAsync(CatalogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StoredRules inForce = await rules.GetAsync(cancellationToken);
        await foreach (CatalogEntry entry in catalog.ReadAllAsync(query, cancellationToken))
        {
            yield return RulesInForce.Price(entry, inForce);
        }
    }

    // An answer without the changes that are not known any more would look whole.
    private async Task<IResult?> RefuseExpiredAsync(CatalogQuery query, HttpRequest request)
    {
        if (await catalog.FindExpiryAsync(query, request.HttpContext.RequestAborted) is not { } before)
        {
            return null;
        }

        Issue expired = new Issue(
            IssueCodes.ChangesExpired, "changedSince",
            string.Create(CultureInfo.InvariantCulture, $"{query.ChangedSince!.Value.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'}"))
            .With("from", string.Create(CultureInfo.InvariantCulture, $"{before.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}"));
        return ProblemFactory.Of(StatusCodes.Status410Gone, expired, [expired]);
    }
}
