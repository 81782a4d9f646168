namespace Pipeline.Simulators.Intcomex.Products;

/// <summary>Units and prices of now, by Sku. Safe for several threads.</summary>
public sealed class Shelf
{
    private readonly Lock gate = new();
    private readonly ProductList products;
    private readonly Dictionary<string, int> stock = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, decimal> prices = new(StringComparer.OrdinalIgnoreCase);

    internal Shelf(ProductList products) => this.products = products;

    /// <summary>Units that are there.</summary>
    /// <exception cref="KeyNotFoundException">No such product.</exception>
    public int Stock(string sku) => Stock(Known(sku));

    /// <summary>Price before tax.</summary>
    /// <exception cref="KeyNotFoundException">No such product.</exception>
    public decimal Price(string sku) => Price(Known(sku));

    /// <summary>Sets the units that are there.</summary>
    /// <exception cref="KeyNotFoundException">No such product.</exception>
    public void SetStock(string sku, int units)
    {
        string known = Known(sku).Sku;
        lock (gate)
        {
            stock[known] = units;
        }
    }

    /// <summary>Sets the price before tax.</summary>
    /// <exception cref="KeyNotFoundException">No such product.</exception>
    public void SetPrice(string sku, decimal price)
    {
        string known = Known(sku).Sku;
        lock (gate)
        {
            prices[known] = price;
        }
    }

    internal int Stock(IwsProduct product)
    {
        lock (gate)
        {
            return stock.GetValueOrDefault(product.Sku, product.Stock);
        }
    }

    internal decimal Price(IwsProduct product)
    {
        lock (gate)
        {
            return prices.GetValueOrDefault(product.Sku, product.UnitPrice);
        }
    }

    /// <summary>Takes units off, or puts them back when there are fewer than 0. What is downloaded is never short.</summary>
    internal void Take(IwsProduct product, int units)
    {
        if (product.Type != IwsProduct.Downloadable)
        {
            lock (gate)
            {
                stock[product.Sku] = stock.GetValueOrDefault(product.Sku, product.Stock) - units;
            }
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            stock.Clear();
            prices.Clear();
        }
    }

    private IwsProduct Known(string sku) => products.Find(sku) ?? throw new KeyNotFoundException($"No product has the Sku {sku}.");
}
