using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Joining;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Faults.Time;

namespace Pipeline.Faults.Sourcing;

/// <summary>A catalogue with one product that two distributors have; its figures are of the morning and stay.</summary>
/// <param name="day">What they have.</param>
public sealed class Shelf(SourcingDay day) : IArticleSearch
{
    /// <summary>The product.</summary>
    public const string Gtin = "2007100230014";

    /// <summary>What a distributor asks for a piece.</summary>
    public static Money PriceOf(string distributor) => distributor == SourcingDay.Near ? new Money(10.00m, "EUR") : new Money(10.50m, "USD");

    /// <inheritdoc />
    public Task<CatalogEntry?> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        Task.FromResult<CatalogEntry?>(Entry(distributor));

    /// <inheritdoc />
    public Task<FoundProducts> SearchAsync(CatalogQuery query, CancellationToken cancellationToken)
    {
        CatalogEntry[] found = [Entry(SourcingDay.Far), Entry(SourcingDay.Near)];
        return Task.FromResult(new FoundProducts(found, ProductJoin.Of(found)));
    }

    private CatalogEntry Entry(string distributor) => new()
    {
        Distributor = distributor, Sku = "A1", SkuAsShown = "A1", Gtin = Gtin, Price = PriceOf(distributor), Active = true, Sellable = true,
        Stock = new CatalogStock(day.Stock[distributor], day.Stock[distributor], 0, []), Freshness = new Freshness(Simulation.Start, Simulation.Start),
    };
}

/// <summary>Both distributors.</summary>
internal sealed class TwoDistributors(IReadOnlyDictionary<string, IDistributorService> services) : IDistributorServiceDirectory
{
    public IReadOnlyList<string> Distributors { get; } = [.. services.Keys.Order(StringComparer.Ordinal)];

    public IDistributorService? For(string distributor, bool isTest) => services.GetValueOrDefault(distributor);
}
