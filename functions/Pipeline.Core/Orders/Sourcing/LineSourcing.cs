using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Orders.Sourcing;

/// <summary>Finds the distributor and article of one line: as given, else the cheapest that can be bought, enough stock first.</summary>
internal sealed class LineSourcing(IArticleSearch articles, IReadOnlyList<string> distributors)
{
    /// <summary>Resolves a line, or says why not.</summary>
    public async Task<(SourcedLine? Line, Issue? Obstacle)> ResolveAsync(
        SalesOrderLine line, CancellationToken cancellationToken)
    {
        if (line.Distributor is { } demanded && !distributors.Contains(demanded, StringComparer.Ordinal))
        {
            return (null, new Issue(IssueCodes.DistributorNotConfigured, PlaceOf(line), demanded));
        }

        return line.Sku is { } sku
            ? await OfSkuAsync(line, sku, cancellationToken)
            : await OfKeyAsync(line, cancellationToken);
    }

    private async Task<(SourcedLine? Line, Issue? Obstacle)> OfSkuAsync(
        SalesOrderLine line, string text, CancellationToken cancellationToken)
    {
        string? distributor = line.Distributor ?? (distributors is [{ } only] ? only : null);
        if (distributor is null || !DistributorSku.TryParse(text, out DistributorSku sku))
        {
            return (null, Unknown(line));
        }

        // A distributor sells more than its files name; the price check says whether the number exists.
        Money? price = await articles.FindPriceAsync(distributor, sku.AsCompared, cancellationToken);
        return (Sourced(line, distributor, sku, price), null);
    }

    private async Task<(SourcedLine? Line, Issue? Obstacle)> OfKeyAsync(
        SalesOrderLine line, CancellationToken cancellationToken)
    {
        List<CatalogEntry> found =
        [
            .. (await SearchAsync(line, cancellationToken)).Where(entry => distributors.Contains(entry.Distributor, StringComparer.Ordinal)),
        ];
        CatalogEntry? best = found
            .Where(entry => entry is { Sellable: true, Price: not null })
            .OrderBy(entry => entry.Stock.Available >= line.Quantity ? 0 : 1)
            .ThenBy(entry => entry.Price!.Value.Amount)
            .ThenBy(entry => entry.Distributor, StringComparer.Ordinal)
            .ThenBy(entry => entry.Sku, StringComparer.Ordinal)
            .FirstOrDefault();
        return best switch
        {
            not null => (Sourced(line, best.Distributor, DistributorSku.Parse(best.SkuAsShown), best.Price), null),
            _ when found.Count == 0 => (null, Unknown(line)),
            _ => (null, new Issue(IssueCodes.ArticleNotSellable, PlaceOf(line), $"{found[0].Distributor} {found[0].Sku}")
                .With("reason", found[0].NotSellableReason)),
        };
    }

    private async Task<IReadOnlyList<CatalogEntry>> SearchAsync(SalesOrderLine line, CancellationToken cancellationToken)
    {
        CatalogQuery? query = line switch
        {
            { Gtin: { } text } when Gtin.TryParse(text, out Gtin gtin) => new CatalogQuery { Gtin = gtin.Value },
            { Gtin: null, ManufacturerPartNumber: { } part } => new CatalogQuery { Mpn = part, Brand = line.Brand },
            _ => null,
        };
        return query is null
            ? []
            : await articles.SearchAsync(query with { Distributor = line.Distributor }, cancellationToken);
    }

    private static SourcedLine Sourced(SalesOrderLine line, string distributor, DistributorSku sku, Money? price) => new(
        distributor,
        price?.Currency ?? string.Empty,
        new PurchaseOrderLine
        {
            LineNumber = line.LineNumber,
            Sku = sku,
            Quantity = line.Quantity,
            UnitPrice = price?.Amount ?? 0,
            SpecialBidNumber = line.SpecialBidNumber,
        });

    private static Issue Unknown(SalesOrderLine line) => new(
        IssueCodes.ArticleUnknown, PlaceOf(line), line.Sku ?? line.Gtin ?? $"{line.Brand} {line.ManufacturerPartNumber}");

    private static string PlaceOf(SalesOrderLine line) => $"line {line.LineNumber}";
}

/// <summary>A line with the distributor that is to bring it.</summary>
/// <param name="Distributor">Code of the distributor.</param>
/// <param name="Currency">Currency of the catalogue's price; empty when the catalogue does not say, then the price check does.</param>
/// <param name="Line">The line as it will be ordered, at the catalogue's price.</param>
internal sealed record SourcedLine(string Distributor, string Currency, PurchaseOrderLine Line);
