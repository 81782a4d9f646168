using System.Collections.Concurrent;
using Pipeline.Partners.Distributors.Intcomex.Answers;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>What has been asked about products: an order may leave a minute after that at most, and what is delivered electronically stays so.</summary>
internal sealed class ProductChecks(TimeProvider clock)
{
    /// <summary>How long an answer stands for the stock.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(60);

    private const int MaxEntries = 10_000;

    private readonly ConcurrentDictionary<string, (IwsProduct Product, DateTimeOffset At)> products = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keeps an answer.</summary>
    public void Keep(IwsProduct product)
    {
        if (products.Count >= MaxEntries)
        {
            products.Clear();
        }

        products[product.Sku] = (product, clock.GetUtcNow());
    }

    /// <summary>The last answer about a product, however old; null when there is none.</summary>
    public IwsProduct? Find(string sku) => products.TryGetValue(sku, out (IwsProduct Product, DateTimeOffset At) kept) ? kept.Product : null;

    /// <summary>Whether a product has to be asked about before it is ordered.</summary>
    public bool IsDue(string sku) => !products.TryGetValue(sku, out (IwsProduct Product, DateTimeOffset At) kept)
        || (!kept.Product.IsUnlimited && clock.GetUtcNow() - kept.At > Fresh);
}
