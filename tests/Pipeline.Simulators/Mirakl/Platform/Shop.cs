using Pipeline.Simulators.Mirakl.Messages;
using Pipeline.Simulators.Mirakl.Offers;
using Pipeline.Simulators.Mirakl.Orders;
using Pipeline.Simulators.Mirakl.Products;

namespace Pipeline.Simulators.Mirakl.Platform;

/// <summary>What one shop has at the tenant.</summary>
internal sealed class Shop(long id, string name)
{
    public long Id => id;

    public string Name => name;

    /// <summary>OPEN, CLOSE, SUSPENDED or TERMINATED.</summary>
    public string State { get; set; } = "OPEN";

    public OfferShelf Offers { get; } = new();

    public List<OfferImport> OfferImports { get; } = [];

    public List<OfferImport> StockImports { get; } = [];

    public List<OfferImport> PriceImports { get; } = [];

    public List<ProductImport> ProductImports { get; } = [];

    /// <summary>Products that the shop has sent, by its SKU.</summary>
    public Dictionary<string, ProductSource> Sources { get; } = [];

    public List<ShopOrder> Orders { get; } = [];

    public List<OrderDocument> Documents { get; } = [];

    public List<Shipment> Shipments { get; } = [];

    public List<MessageThread> Threads { get; } = [];

    /// <summary>What was done against a rule, beyond what the state shows.</summary>
    public List<Audits.AuditFinding> Findings { get; } = [];

    public void Clear()
    {
        State = "OPEN";
        Offers.Clear();
        OfferImports.Clear();
        StockImports.Clear();
        PriceImports.Clear();
        ProductImports.Clear();
        Sources.Clear();
        Orders.Clear();
        Documents.Clear();
        Shipments.Clear();
        Threads.Clear();
        Findings.Clear();
    }
}
