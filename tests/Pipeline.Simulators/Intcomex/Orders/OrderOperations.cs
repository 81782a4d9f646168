using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>The operations that place, read and cancel orders and read invoices.</summary>
internal sealed class OrderOperations(OrderBook book, OrderJson json, ProductList products, ProductOperations catalog, Shelf shelf, IntcomexOptions options)
{
    private const int LongestNumber = 20;

    /// <summary>Pace of the orders that are placed from now on.</summary>
    public OrderPace Pace { get; set; } = options.Pace;

    public IwsAnswer Place(IwsCall call)
    {
        OrderRequest request = OrderRequest.Parse(call.Body);
        string number = Number(call, request.CustomerOrderNumber);
        call.Faults.CustomerOrderNumber = number.Length > 0 ? number : null;
        if (call.Faults.Has(IwsFault.CustomerHold))
        {
            throw new IwsRefusal(42);
        }

        string? location = call.Parameters.Text("locationId") ?? request.LocationId;
        if (location is not null && !options.LocationIds.Contains(location))
        {
            throw new IwsRefusal(101, $"Invalid request. Unknown location '{location}'.");
        }

        if (request.AddressId is { } address && !options.AddressIds.Contains(address))
        {
            throw new IwsRefusal(101, "Invalid request. Unknown address code.");
        }

        if (number.Length > 0)
        {
            book.Hold(number, options.AllowsRepeatedNumbers);
            call.HeldNumber = number;
        }

        PlacedLine[] lines = [.. request.Items.Select((item, index) => Line(item, index + 1, location))];
        DemandOneKind(lines, call);
        PlacedOrder draft = new()
        {
            OrderNumber = string.Empty,
            CustomerOrderNumber = number,
            PlacedAt = call.Now,
            Since = call.Now,
            Lines = lines,
            Tag = call.Parameters.Text("tag") ?? request.Tag,
            AddressId = request.AddressId,
            Tax = Math.Round(lines.Sum(line => line.ExtendedPrice) * options.TaxPercent / 100, 2, MidpointRounding.AwayFromZero),
            ShippingFee = options.ShippingFee,
            OnHold = call.Faults.Has(IwsFault.OrderOnHold),
            HeldUntil = call.Faults[IwsFault.OrderOnHold]?.Delay is { } hold ? call.Now + hold : null,
            Course = Course(call),
            IsShortOfSerials = call.Faults.Has(IwsFault.SerialsShort),
        };
        return IwsAnswer.Of(json.Order(book.Place(draft, call.Faults.Has(IwsFault.CreditExhausted)), call));
    }

    public IwsAnswer One(IwsCall call) => IwsAnswer.Of(json.Order(Known(call, OrderNumber(call), book.Find), call));

    public IwsAnswer Several(IwsCall call)
    {
        DateOnly? first = call.Parameters.Day("startDate");
        DateOnly? last = call.Parameters.Day("endDate");
        if (last < first)
        {
            throw new IwsRefusal(851);
        }

        int? status = call.Parameters.Whole("statusCode");
        string? tag = call.Parameters.Text("tag");
        // No order here has a tracking document.
        bool withDocument = call.Parameters.Truth("hasTrackingDocument") ?? false;
        IEnumerable<PlacedOrder> found = book.All.Where(order => !withDocument
            && (first is null || json.Day(order.PlacedAt) >= first)
            && (last is null || json.Day(order.PlacedAt) <= last)
            && (status is null || order.Status == status)
            && (tag is null || order.Tag == tag));
        return IwsAnswer.Of(new JsonArray([.. found.Select(order => json.Order(order, call))]));
    }

    public IwsAnswer Status(IwsCall call)
    {
        JsonObject status = OrderJson.Status(Known(call, OrderNumber(call), number => ByTheirs(number) is { IsEsd: false } order ? order : null), call);
        return IwsAnswer.Of(call.Faults.Has(IwsFault.FlatStatus) ? status : new JsonObject { ["Status"] = status });
    }

    public IwsAnswer Invoice(IwsCall call)
    {
        string? number = call.Parameters.Text("orderNumber");
        string? invoice = call.Parameters.Text("invoiceNumber");
        PlacedOrder order = (number, invoice) switch
        {
            (null, null) => throw new IwsRefusal(572),
            (null, { } wanted) => book.All.FirstOrDefault(known => known.InvoiceNumber == wanted)
                ?? throw new IwsRefusal(570, null, ("InvoiceNumber", wanted)),
            ({ } wanted, _) => Known(call, wanted, ByTheirs),
        };
        return order.InvoiceNumber is null || call.Faults.Has(IwsFault.InvoiceMissing)
            ? throw new IwsRefusal(571, null, ("InvoiceNumber", null))
            : invoice is not null && invoice != order.InvoiceNumber ? throw new IwsRefusal(570, null, ("InvoiceNumber", invoice))
            : IwsAnswer.Of(json.Invoice(order));
    }

    public IwsAnswer Cancel(IwsCall call)
    {
        try
        {
            using JsonDocument body = JsonDocument.Parse(call.Body);
            string? number = body.RootElement.EnumerateObject()
                .FirstOrDefault(member => member.Name.Equals("OrderNumber", StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: JsonValueKind.String } text
                ? text.GetString()
                : null;
            return IwsAnswer.Of(json.Order(book.Cancel(string.IsNullOrEmpty(number) ? throw new IwsRefusal(36) : number), call));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new IwsRefusal(31);
        }
    }

    private static PlacedOrder Known(IwsCall call, string number, Func<string, PlacedOrder?> find)
    {
        PlacedOrder order = find(number) ?? throw new IwsRefusal(30, null, ("OrderNumber", number));
        call.Faults.CustomerOrderNumber = order.CustomerOrderNumber;
        return order;
    }

    private static string OrderNumber(IwsCall call) => call.Parameters.Text("orderNumber") ?? throw new IwsRefusal(36);

    private PlacedOrder? ByTheirs(string number) => book.Find(number) is { } order && order.OrderNumber == number ? order : null;

    private string Number(IwsCall call, string? inBody)
    {
        string? inQuery = call.Parameters.Text("customerOrderNumber");
        if (inQuery is not null && inBody is not null && inQuery != inBody)
        {
            throw new IwsRefusal(101, "Invalid request. Query string and body name different customer order numbers.");
        }

        string number = inQuery ?? inBody ?? string.Empty;
        return number.Length == 0 && options.RequiresCustomerOrderNumber ? throw new IwsRefusal(91)
            : number.Length > LongestNumber || !number.All(char.IsAsciiLetterOrDigit)
                ? throw new IwsRefusal(101, "Invalid request. A customer order number has 1 to 20 letters and digits.")
            : number;
    }

    private PlacedLine Line((string Sku, int Quantity, string? StoreItemId) item, int number, string? location)
    {
        IwsProduct product = products.Find(item.Sku) ?? throw new IwsRefusal(20, null, ("Sku", item.Sku));
        if (!catalog.IsAuthorised(product))
        {
            throw new IwsRefusal(21, null, ("Sku", product.Sku));
        }

        if (!product.IsActive)
        {
            throw new IwsRefusal(720, $"Product {product.Sku} is no longer active.", ("Sku", product.Sku));
        }

        if (item.Quantity > product.MaximumQuantity)
        {
            throw new IwsRefusal(
                665, string.Create(CultureInfo.InvariantCulture, $"Invalid order quantity for {product.Sku} Maximum quantity allowed for purchase is {product.MaximumQuantity}."));
        }

        return new PlacedLine
        {
            LineNumber = number,
            Sku = product.Sku,
            Product = product,
            Quantity = item.Quantity,
            UnitPrice = shelf.Price(product),
            LocationId = location,
            StoreItemId = item.StoreItemId,
        };
    }

    // What is downloaded goes in an order of its own.
    private static void DemandOneKind(PlacedLine[] lines, IwsCall call)
    {
        if (lines.FirstOrDefault(line => line.Product.Type == IwsProduct.Downloadable) is { } esd
            && (call.Faults.Has(IwsFault.EsdRefused) || lines.Any(line => line.Product.Type != IwsProduct.Downloadable)))
        {
            throw new IwsRefusal(54, $"Unable to place order on ESD product {esd.Sku}. Please contact customer support for assistance.");
        }
    }

    private IReadOnlyList<(TimeSpan After, int Status)> Course(IwsCall call)
    {
        if (call.Faults.Has(IwsFault.OrderRejected))
        {
            return [(Pace.Open, OrderBook.Cancelled)];
        }

        (TimeSpan, int)[] usual = [(Pace.InProcess, 4), (Pace.Ready, 5), (Pace.Invoiced, 7)];
        return call.Faults.Has(IwsFault.OrderBackordered)
            ? [(Pace.Open, 3), (Pace.BackOrder, 2), .. usual]
            : [(Pace.Open, 2), .. usual];
    }
}
