using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Search;

/// <summary>One field for all numbers: every kind is looked up at once by its key, and a single hit is led to.</summary>
internal sealed class SearchArea(SearchPorts ports) : IOpsArea
{
    private const int Longest = 80;
    private const int OfKind = 3;

    public void Map(OpsRoutes routes) => routes.Page("search", FindAsync);

    /// <summary>A number as people paste it: without blanks and signs that stand between its parts, in capitals.</summary>
    private static string Bare(string text) => string.Concat(text.Where(static letter => letter is not ('.' or '-') && !char.IsWhiteSpace(letter))).ToUpperInvariant();

    private static SearchHit Article(CatalogRow row) =>
        new("article", $"{row.SkuAsShown ?? row.Sku} ({row.Distributor})", $"/ops/catalogue/{Uri.EscapeDataString(row.Distributor)}/{Uri.EscapeDataString(row.Sku)}");

    private async Task<OpsAnswer> FindAsync(OpsRequest request)
    {
        OpsView view = request.View;
        string? text = request.Query("q");
        IReadOnlyList<SearchHit> hits = text is null or { Length: > Longest } ? [] : await LookUpAsync(request, text);
        return hits is [{ } only]
            ? OpsAnswer.To(only.Address)
            : OpsAnswer.Page<SearchPage>(
                new PageHead(text is null ? view.T("Search.title") : view.T("Search.titleOf", PlainText.Show(text, keepLines: false)), "search"),
                new SearchModel(text, hits));
    }

    private async Task<IReadOnlyList<SearchHit>> LookUpAsync(OpsRequest request, string text)
    {
        string bare = Bare(text);
        Panel<IReadOnlyList<SearchHit>>[] found = await Task.WhenAll(
            request.PanelAsync(token => RunsAsync(text, token)),
            request.PanelAsync(token => OrdersAsync(text, bare, token)),
            request.PanelAsync(token => ArticlesAsync(text, token)),
            request.PanelAsync(token => TracesAsync(text, token)));
        return [.. found.SelectMany(static panel => panel.Value ?? []).DistinctBy(static hit => hit.Address).GroupBy(static hit => hit.Kind).SelectMany(static kind => kind.Take(OfKind))];
    }

    private async Task<IReadOnlyList<SearchHit>> RunsAsync(string text, CancellationToken cancellationToken)
    {
        List<SearchHit> hits = [];
        if (ports.Flows.Find(text) is { } flow)
        {
            hits.Add(new SearchHit("flow", flow.Title, $"/ops/flows/{flow.Code}"));
        }

        if (IssueCatalog.Find(text.ToUpperInvariant()) is { } entry)
        {
            hits.Add(new SearchHit("code", entry.Code, $"/ops/help/{entry.Code}"));
        }

        if (ExecutionId.TryParse(text, out string id) && await ports.Runs.FindAsync(id, cancellationToken) is { } run)
        {
            hits.Add(new SearchHit("run", $"{run.Flow} {run.Id}", $"/ops/runs/{run.Id}"));
        }

        if (text.Length == 12 && text.All(char.IsAsciiHexDigitLower) && await ports.Errors.FindAsync(text, cancellationToken) is { } error)
        {
            hits.Add(new SearchHit("error", error.Code, $"/ops/e/{error.Id}"));
        }

        return hits;
    }

    private async Task<IReadOnlyList<SearchHit>> OrdersAsync(string text, string bare, CancellationToken cancellationToken)
    {
        List<string> ids = [];
        if (await ports.Orders.FindAsync(text, cancellationToken) is not null)
        {
            ids.Add(text);
        }

        foreach (IDistributor distributor in ports.Distributors.All)
        {
            foreach (string number in new[] { text, bare }.Distinct(StringComparer.Ordinal))
            {
                if (await ports.Numbers.FindAsync(distributor.Code, number, cancellationToken) is { } order)
                {
                    ids.Add(order);
                    break;
                }
            }
        }

        return [.. ids.Distinct(StringComparer.Ordinal).Select(static id => new SearchHit("order", id, $"/ops/orders/{Uri.EscapeDataString(id)}"))];
    }

    private async Task<IReadOnlyList<SearchHit>> ArticlesAsync(string text, CancellationToken cancellationToken)
    {
        List<CatalogRow> rows = [];
        if (Gtin.TryParse(text, out Gtin gtin))
        {
            rows.AddRange(await ports.Catalog.FindByGtinAsync(gtin.Value, cancellationToken));
        }

        if (DistributorSku.TryParse(text, out DistributorSku sku))
        {
            CatalogRow?[] found = await Task.WhenAll(ports.Distributors.All.Select(distributor => ports.Catalog.FindAsync(distributor.Code, sku.AsCompared, cancellationToken)));
            rows.AddRange(found.OfType<CatalogRow>());
        }

        if (rows.Count == 0)
        {
            rows.AddRange(await ports.Catalog.FindByMpnAsync(text, cancellationToken));
        }

        return [.. rows.Select(Article)];
    }

    private async Task<IReadOnlyList<SearchHit>> TracesAsync(string text, CancellationToken cancellationToken)
    {
        if (!ExecutionId.TryParse(text, out string id))
        {
            return [];
        }

        List<SearchHit> hits = [];
        if (await ports.Exchanges.FindAsync(id, cancellationToken) is { } exchange)
        {
            hits.Add(new SearchHit("exchange", $"{exchange.Partner} {exchange.Operation}", $"/ops/exchanges/{id}"));
        }

        if (await ports.Inbox.FindAsync(id, cancellationToken) is { } message)
        {
            hits.Add(new SearchHit("message", $"{message.Distributor} {message.Id}", $"/ops/messages/{id}"));
        }

        return hits;
    }
}
