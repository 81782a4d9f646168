using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Orders;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex;

/// <summary>The parts of the service, wired.</summary>
internal sealed class SimulatedIws
{
    private static readonly Dictionary<string, (string Id, string Code, string Name, string Symbol, decimal Rate)> Currencies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["zz"] = ("us", "USD", "Dollars", "US$", 1),
        ["us"] = ("us", "USD", "Dollars", "US$", 1),
        ["co"] = ("cop", "COP", "Pesos", "$", 0.0002898551m),
    };

    private readonly IntcomexOptions options;
    private readonly OrderOperations orderOperations;

    public SimulatedIws(IntcomexOptions options, TimeProvider clock)
    {
        this.options = options;
        Shelf = new Shelf(options.Products);
        Orders = new OrderBook(Shelf, clock, options.Credit);
        ProductOperations products = new(options.Products, new ProductJson(Shelf, options.TaxPercent), options);
        orderOperations = new OrderOperations(Orders, new OrderJson(options), options.Products, products, Shelf, options);
        SetFaults();
        Endpoint = new CallEndpoint(Operations(products, orderOperations), Faults, Journal, options, clock, Orders.Free);
    }

    public IntcomexOptions Options => options;

    public CallEndpoint Endpoint { get; }

    public IwsFaultSwitches Faults { get; } = new();

    public CallJournal Journal { get; } = new();

    public OrderBook Orders { get; }

    public Shelf Shelf { get; }

    public OrderPace Pace
    {
        get => orderOperations.Pace;
        set => orderOperations.Pace = value;
    }

    /// <summary>Forgets orders, calls, stock and prices, and takes faults and pace of the start.</summary>
    public void Reset()
    {
        Orders.Clear();
        Shelf.Clear();
        Journal.Clear();
        Endpoint.Clear();
        Faults.Clear();
        SetFaults();
        Pace = options.Pace;
    }

    private void SetFaults()
    {
        foreach (IwsFaultSwitch fault in options.Faults)
        {
            Faults.Set(fault);
        }
    }

    private static Dictionary<string, IwsOperation> Operations(ProductOperations products, OrderOperations orders) => new()
    {
        ["authenticate"] = Get(_ => new IwsAnswer()),
        ["getcatalog"] = Get(products.Catalog, "locale", "format", "inventoryFilter", "inStock", "page", "limit"),
        ["getinventory"] = Get(products.Inventory, "inStock", "page", "limit"),
        ["getpricelist"] = Get(products.PriceList, "inStock"),
        ["downloadextendedcatalog"] = Get(products.ExtendedCatalog, "format", "locale"),
        ["getproduct"] = Get(products.One, "sku", "mpn", "upc", "locale", "includePriceData", "includeInventoryData"),
        ["getproducts"] = Get(
            products.Several, "skusList", "mpnsList", "upcsList", "locale", "includePriceData", "includeInventoryData", "inventoryFilter", "inStock"),
        ["placeorder"] = Post(orders.Place, "locale", "tag", "customerOrderNumber", "locationId", "carrierId"),
        ["getorder"] = Get(orders.One, "orderNumber"),
        ["getorders"] = Get(orders.Several, "startDate", "endDate", "statusCode", "tag", "hasTrackingDocument"),
        ["getorderstatus"] = Get(orders.Status, "orderNumber"),
        ["getinvoice"] = Get(orders.Invoice, "invoiceNumber", "orderNumber"),
        ["cancelorder"] = Post(orders.Cancel),
        ["getcurrency"] = Get(Currency, "countryId"),
    };

    private static IwsAnswer Currency(IwsCall call)
    {
        if (call.Parameters.Text("countryId") is not { } country)
        {
            throw new IwsRefusal(101, "Invalid request. The parameter countryId is missing.");
        }

        if (!Currencies.TryGetValue(country, out var found))
        {
            throw new IwsRefusal(900, "Country ID not supported.", ("CurrencyId", null));
        }

        JsonObject rates = [];
        foreach (string name in new[] { "PurchaseRate", "SellRate", "PurchaseTaxRate", "SellTaxRate", "PayRate" })
        {
            rates[name] = found.Rate;
        }

        return IwsAnswer.Of(new JsonObject
        {
            ["CurrencyId"] = found.Id,
            ["CurrencyCode"] = found.Code,
            ["Description"] = found.Name,
            ["Symbol"] = found.Symbol,
            ["UsdExchangeRate"] = rates,
        });
    }

    private static IwsOperation Get(Func<IwsCall, IwsAnswer> answer, params IReadOnlyList<string> parameters) => new(HttpMethod.Get, parameters, answer);

    private static IwsOperation Post(Func<IwsCall, IwsAnswer> answer, params IReadOnlyList<string> parameters) => new(HttpMethod.Post, parameters, answer);
}
