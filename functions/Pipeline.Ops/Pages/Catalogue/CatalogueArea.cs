using Pipeline.Core;
using Pipeline.Core.Catalog;
using Pipeline.Core.Browsing;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Pricing;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Catalogue;

/// <summary>The list of articles.</summary>
internal sealed class CatalogueArea(CatalogBrowser catalogue, RulesInForce rules, DistributorCatalog partners) : IOpsArea
{
    private static readonly string[] Reasons = [IssueCodes.Inactive, IssueCodes.NoPrice, IssueCodes.ZeroPrice, IssueCodes.BelowMinimum];

    public void Map(OpsRoutes routes) => routes.Page("catalogue", ListAsync).Csv("catalogue", ExportAsync);

    private async Task<OpsAnswer> ListAsync(OpsRequest request)
    {
        Asked asked = Read(request);
        CatalogStep? step = null;
        Page<CatalogEntry> page = await request.PageAsync(async (limit, cursor) =>
        {
            step = await StepAsync(asked, limit, cursor, request.CancellationToken);
            return new Page<CatalogEntry>(step.Items, step.Cursor);
        });
        return OpsAnswer.Page<CataloguePage>(new PageHead(request.View.T("Catalogue.title"), "catalogue"), new CatalogueModel(
            [.. await PriceAsync(page.Items, request.CancellationToken)], asked.Filters)
        {
            Cursor = request.Cursor,
            Next = page.Cursor,
            Looked = step!.Looked,
            Total = step.Total,
        });
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        OpsView view = request.View;
        Asked asked = Read(request);
        CsvTable table = new(
            view, view.T("Catalogue.partner"), view.T("Catalogue.sku"), view.T("Catalogue.mpn"), view.T("Catalogue.gtin"), view.T("Catalogue.brand"), view.T("Catalogue.description"),
            view.T("Catalogue.price"), view.T("Catalogue.currency"), view.T("Catalogue.sellingPrice"), view.T("Catalogue.stock"), view.T("Catalogue.state"), view.T("Catalogue.reason"), view.T("Catalogue.changed"));
        IReadOnlyList<CatalogEntry> entries = await CsvRows.ReadAsync(async (limit, cursor) =>
        {
            CatalogStep step = await StepAsync(asked, limit, cursor, request.CancellationToken);
            return new Page<CatalogEntry>(step.Items, step.Cursor);
        });
        foreach (ArticleRow row in await PriceAsync(entries, request.CancellationToken))
        {
            CatalogEntry entry = row.Entry;
            _ = table.Add(
                entry.Distributor, entry.SkuAsShown, entry.Mpn, entry.Gtin, entry.Brand, entry.Description, entry.Price?.Amount, entry.Price?.Currency, entry.SellingPrice?.Amount,
                entry.Stock.Unlimited ? null : entry.Stock.Available, entry.Sellable, row.Reason, entry.ChangedAt);
        }

        return OpsAnswer.Csv("catalogue.csv", table);
    }

    private Task<CatalogStep> StepAsync(Asked asked, int limit, string? cursor, CancellationToken cancellationToken) =>
        asked.IsNone ? Task.FromResult(new CatalogStep([], null, 0, null)) : catalogue.StepAsync(asked.Query, asked.Words, asked.Reason, cursor, limit, cancellationToken);

    private async Task<IEnumerable<ArticleRow>> PriceAsync(IEnumerable<CatalogEntry> entries, CancellationToken cancellationToken)
    {
        StoredRules inForce = await rules.GetAsync(cancellationToken);
        return entries.Select(entry => new ArticleRow(RulesInForce.Price(entry, inForce), partners.NameOf(entry.Distributor)));
    }

    private Asked Read(OpsRequest request)
    {
        OpsView view = request.View;
        string? words = request.Query("q");
        string? number = request.Query("gtin");
        string? sellable = request.Choice("sellable", "yes", "no");
        string? reason = request.Choice("reason", Reasons);
        bool isGtin = Gtin.TryParse(number, out Gtin gtin);
        if (number is not null && !isGtin)
        {
            request.Refuse("gtin");
        }

        CatalogQuery query = new()
        {
            Distributor = request.Query("distributor"),
            Sku = request.Query("sku"),
            Among = [.. partners.All.Select(static partner => partner.Code)],
            Gtin = isGtin ? gtin.Value : null,
            Mpn = request.Query("mpn"),
            Brand = request.Query("brand"),
            Category = request.Query("category"),
            ChangedSince = request.Instant("changed"),
            Sellable = sellable is null ? null : sellable == "yes",
        };
        Filters filters = new(
            "/ops/catalogue",
            [
                new FilterField("q", view.T("Catalogue.words"), words),
                new FilterField("distributor", view.T("Catalogue.partner"), query.Distributor) { Choices = partners.Choices() },
                new FilterField("sellable", view.T("Catalogue.state"), sellable) { Choices = [new Choice("yes", view.T("Catalogue.onSale")), new Choice("no", view.T("Catalogue.notOnSale"))] },
                new FilterField("sku", view.T("Catalogue.sku"), query.Sku),
                new FilterField("gtin", view.T("Catalogue.gtin"), isGtin ? number : null),
                new FilterField("mpn", view.T("Catalogue.mpn"), query.Mpn),
                new FilterField("brand", view.T("Catalogue.brand"), query.Brand),
                new FilterField("category", view.T("Catalogue.category"), query.Category),
                new FilterField("changed", view.T("Catalogue.changedSince"), query.ChangedSince is null ? null : request.Query("changed")) { Choices = Times.PeriodsFor(view) },
                new FilterField("reason", view.T("Catalogue.reason"), reason) { Choices = [.. Reasons.Select(code => new Choice(code, view.T($"Catalogue.why.{code}")))] },
            ]);
        return new Asked(query, words, reason, filters, number is not null && !isGtin);
    }

    /// <summary>What is looked for; nothing can be found for a GTIN that is none.</summary>
    private sealed record Asked(CatalogQuery Query, string? Words, string? Reason, Filters Filters, bool IsNone);
}
