using Pipeline.Core.Audit;
using Pipeline.Core.Catalog;
using Pipeline.Core.Browsing;
using Pipeline.Core.History;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Pricing;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Exports;
using Pipeline.Ops.Pages.Orders;
using Pipeline.Ops.Routing;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Catalogue;

/// <summary>One article: whether it is on sale and why not, its price and stock, who else has it, where each field comes from.</summary>
internal sealed class ArticleArea(
    CatalogBrowser catalogue, RulesInForce rules, DistributorCatalog partners, IDistributorServiceDirectory services, EnquiryCounter enquiries, IAuditLog audit,
    IArticleHistory history) : IOpsArea
{
    private const int ExportedChanges = 5000;

    public void Map(OpsRoutes routes) => routes
        .Page("catalogue/{distributor}/{*sku}", ShowAsync)
        .Csv("catalogue/{distributor}/{*sku}", ExportAsync)
        .Command("catalogue/{distributor}/ask", AskAsync);

    private async Task<OpsAnswer> ShowAsync(OpsRequest request)
    {
        OpsView view = request.View;
        if (await catalogue.FindAsync(request.Route("distributor"), request.Route("sku"), request.CancellationToken) is not { } found)
        {
            return OpsAnswer.Missing();
        }

        StoredRules inForce = await rules.GetAsync(request.CancellationToken);
        CatalogEntry entry = RulesInForce.Price(found.Entry, inForce);
        ArticleRow row = new(entry, partners.NameOf(entry.Distributor));
        PageHead head = new($"{row.Partner} {PlainText.Show(entry.SkuAsShown, keepLines: false)}", "catalogue") { Crumbs = [new Crumb(view.T("Catalogue.title"), "/ops/catalogue")] };
        return OpsAnswer.Page<ArticlePage>(head, new ArticleModel(
            row,
            WhyOf(view, entry),
            [.. found.Offers.Select(offer => new ArticleRow(RulesInForce.Price(offer, inForce), partners.NameOf(offer.Distributor)))])
        {
            IsAbsent = found.IsAbsent,
            Sources = [.. (entry.Provenance ?? new Dictionary<string, Provenance>()).OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => new FieldSource(field.Key, field.Value))],
            History = await request.PanelAsync(async token => ArticleHistoryView.Of(view, entry, await ChangesAsync(view, entry, ArticleHistoryView.Limit, token))),
            Live = await LiveAsync(request, entry),
            CannotAsk = partners.Find(entry.Distributor) is { } partner ? partner.MissingServices : view.T("Catalogue.noPartner"),
        });
    }

    private async Task<OpsAnswer> ExportAsync(OpsRequest request)
    {
        if (await catalogue.FindAsync(request.Route("distributor"), request.Route("sku"), request.CancellationToken) is not { Entry: { } entry })
        {
            return OpsAnswer.Missing();
        }

        OpsView view = request.View;
        CsvTable table = new(
            view, view.T("Catalogue.at"), view.T("Catalogue.sku"), view.T("Catalogue.priceBefore"), view.T("Catalogue.price"), view.T("Catalogue.currency"), view.T("Catalogue.piecesBefore"),
            view.T("Catalogue.pieces"), view.T("Catalogue.run"));
        foreach (ArticleChange change in await ChangesAsync(view, entry, ExportedChanges, request.CancellationToken))
        {
            _ = table.Add(change.At, change.Sku, change.Price?.Before, change.Price?.After, change.Price?.Currency, change.Stock?.Before, change.Stock?.After, change.ExecutionId);
        }

        return OpsAnswer.Csv("article-history.csv", table);
    }

    private Task<IReadOnlyList<ArticleChange>> ChangesAsync(OpsView view, CatalogEntry entry, int limit, CancellationToken cancellationToken) =>
        history.ListAsync(entry.Distributor, entry.Sku, view.Now - ArticleHistoryView.Span, limit, cancellationToken);

    /// <summary>The checks behind <see cref="CatalogEntry.NotSellableReason"/>, in the order in which the catalogue makes them.</summary>
    private static WhyPanelModel WhyOf(OpsView view, CatalogEntry entry)
    {
        IReadOnlyList<SaleCheck> checks = SaleChecks.Of(entry);
        Provenance? list = Origin("description", "other", "price");
        Provenance? price = Origin("price");
        Provenance? stock = Origin("stock");
        string? failed = checks.FirstOrDefault(static check => check.Passed is false)?.Code;
        return new WhyPanelModel(view.T(failed is null ? "Catalogue.onSaleNow" : $"Catalogue.why.{failed}"), [.. checks.Select(Show)]);

        WhyCheck Show(SaleCheck check)
        {
            (string? value, string? limit, Provenance? origin, DateTimeOffset? since) = check.Code switch
            {
                IssueCodes.Inactive => (null, null, list, entry.Freshness.Product ?? entry.Freshness.Price),
                IssueCodes.NoPrice or IssueCodes.ZeroPrice => (entry.Price is { } known ? view.Money(known.Amount, known.Currency) : null, null, price, entry.Freshness.Price),
                _ => (entry.Stock.Unlimited ? view.T("Catalogue.unlimited") : view.Number(entry.Stock.Available), (string?)null, stock, entry.Freshness.Stock),
            };
            return new WhyCheck(check.Passed, view.T($"Catalogue.check.{check.Code}"), value, limit)
            {
                Source = origin is null ? null : PlaceOf(view, origin),
                Since = check.Passed is false ? entry.ChangedAt : since,
            };
        }

        Provenance? Origin(params string[] fields) => fields.Select(field => entry.Provenance?.GetValueOrDefault(field)).FirstOrDefault(static origin => origin is not null);
    }

    /// <summary>File and line, or page and index, in words.</summary>
    public static string PlaceOf(OpsView view, Provenance origin) => PlainText.Show(
        origin.Page is { } page ? view.T("Catalogue.record", origin.File, page, origin.Index) : view.T("Catalogue.line", origin.File, origin.Line), keepLines: false);

    // The audit log holds what was said: an address alone proves nothing.
    private async Task<LiveOffer?> LiveAsync(OpsRequest request, CatalogEntry entry) =>
        Guid.TryParse(request.Query("asked"), out Guid id)
        && await audit.FindAsync(id.ToString("N"), request.CancellationToken) is { } said && said.On == SubjectOf(entry.Distributor, entry.Sku).On
            ? LiveOffer.Read(said.After, said.At)
            : null;

    private static CommandSubject SubjectOf(string distributor, string sku) => new("article.ask", $"{distributor}/{sku}");

    private async Task<OpsAnswer> AskAsync(OpsRequest request)
    {
        string distributor = request.Route("distributor");
        if (!DistributorSku.TryParse(request.Form("sku"), out DistributorSku sku) || partners.Find(distributor) is not { } partner)
        {
            return OpsAnswer.Missing();
        }

        string address = ArticleRow.AddressOf(distributor, sku.AsCompared);
        return await request.Commands.OnceAsync(request, SubjectOf(distributor, sku.AsCompared), async () =>
        {
            try
            {
                if (services.For(distributor, isTest: true) is not { } service)
                {
                    return Refused("NotConfigured", IssueCodes.DistributorNotConfigured);
                }

                if (await enquiries.TakeAsync(distributor, partner.EnquiryLimit, 1, request.CancellationToken) is { } tooMany)
                {
                    return Refused("TooMany", tooMany.Code);
                }

                PriceAnswers answers = await service.GetPriceAndAvailabilityAsync([new PriceQuery(ArticleKey.OfSku(sku.AsCompared), 1)], request.CancellationToken);
                return answers.Items is [{ Status: not IssueCodes.NotAnswered } answer, ..]
                    ? new CommandResult(OpsCommands.Done(address, "Catalogue.asked", ("asked", request.CommandId?.ToString("N"))))
                    {
                        After = new LiveOffer(answer.At, answer.Status, answer.UnitPrice, answer.Status == PriceAnswer.Ok ? answer.Available : null, answer.ExchangeId).ToString(),
                    }
                    : Refused("NotAnswered", answers.Problem?.Issue.Code ?? IssueCodes.NotAnswered);
            }
            catch (FormatException)
            {
                return Refused("NotConfigured", IssueCodes.DistributorSettingsWrong);
            }
        });

        CommandResult Refused(string done, string code) => new(OpsCommands.Done(address, $"Catalogue.refused{done}")) { Result = AuditResult.Refused, Code = code };
    }
}
