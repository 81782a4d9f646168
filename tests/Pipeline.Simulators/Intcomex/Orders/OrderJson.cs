using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Intcomex.Calls;
using Pipeline.Simulators.Intcomex.Faults;
using Pipeline.Simulators.Intcomex.Products;

namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>Orders, statuses and invoices as the service answers them, in the form that the call's faults ask for.</summary>
internal sealed class OrderJson(IntcomexOptions options)
{
    private const int DaysToPay = 30;

    private static readonly string[] Names = ["Open", "In process", "Back Order", "Ready to deliver", "Invoiced/Closed", "Canceled", "Delivered"];

    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);

    /// <summary>The day of the house, whose dates carry no zone.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    public JsonObject Order(PlacedOrder order, IwsCall call)
    {
        JsonObject body = new()
        {
            ["OrderNumber"] = order.OrderNumber,
            ["OrderDate"] = Midnight(order.PlacedAt),
            ["Customer"] = Customer(),
            ["CustomerOrderNumber"] = order.CustomerOrderNumber,
            ["StoreOrder"] = null,
            ["Items"] = new JsonArray([.. order.Lines.Select(line => Line(line, call))]),
            ["ItemCount"] = order.Lines.Count,
            ["CouponCodes"] = null,
            ["TaxRegistrationNumber"] = null,
            ["InvoiceRequested"] = false,
            ["ReceiveInvoiceByMail"] = false,
            ["Payments"] = null,
            ["Shipments"] = null,
            ["OnHold"] = order.OnHold,
            ["HoldReason"] = order.OnHold ? "Credit review" : null,
            ["HoldId"] = order.OnHold ? "MGNO" : "MGOK",
            ["PaymentOriginalDoc"] = null,
            ["TotalPaymentsAmount"] = 0,
            ["Status"] = Status(order, call),
            ["Currency"] = Currency("USD", "Dollars", "US$"),
            ["Comments"] = null,
            ["TaxRate"] = 1,
            ["OtherFees"] = string.Empty,
            ["Subtotal"] = Amount(order.Subtotal, order.Subtotal),
            ["Discounts"] = Amount(0, null),
            ["Tax"] = Amount(order.Tax, order.Tax),
            ["ShippingFee"] = Amount(order.ShippingFee, null),
            ["Total"] = Amount(order.Total, order.Total),
            ["Tag"] = order.Tag,
            ["PrintedInvoiceNumber"] = order.InvoiceNumber is { } invoice ? $"T001-0{invoice}" : string.Empty,
            ["WaybillDocumentAvailable"] = false,
            ["Attachments"] = new JsonArray(),
        };
        if (order.AddressId is { } address)
        {
            body["AddressNo"] = address;
            body["ShipAddress"] = new JsonArray("CALLE DE PRUEBA 100", string.Empty, "CIUDAD DE PRUEBA", "ZONA 1", string.Empty);
        }

        if (order.Status is 2 or 4 or 5 or 7)
        {
            body["PickNumber"] = int.Parse(order.OrderNumber, CultureInfo.InvariantCulture) % 100_000;
            body["PickDate"] = Midnight(order.PlacedAt);
        }

        if (order.InvoicedAt is not null)
        {
            body["SerialNumbers"] = new JsonArray([.. order.SerialNumbers.Select(serial => JsonValue.Create(serial))]);
        }

        return body;
    }

    public static JsonObject Status(PlacedOrder order, IwsCall call)
    {
        (int code, string name) = call.Faults.Has(IwsFault.UnknownStatus) ? (9, "Consolidated") : (order.Status, Names[order.Status - 1]);
        return new JsonObject
        {
            ["StatusCode"] = call.Faults.Has(IwsFault.IntegerStatusCode) ? code : code.ToString(CultureInfo.InvariantCulture),
            ["Description"] = name,
        };
    }

    public JsonObject Invoice(PlacedOrder order)
    {
        DateTimeOffset at = order.InvoicedAt.GetValueOrDefault();
        string number = order.InvoiceNumber!;
        return new JsonObject
        {
            ["InvoiceNumber"] = number,
            ["InvoiceDate"] = Midnight(at),
            ["Customer"] = Customer(),
            ["OnHold"] = false,
            ["FiscalPeriod"] = Day(at).Month,
            ["FiscalYear"] = Day(at).Year,
            ["TransactionAmount"] = Amount(order.Total, order.Total),
            ["ExchangeRate"] = 1,
            ["DiscountsAmount"] = Amount(0, null),
            ["DiscountableAmount"] = Amount(order.Subtotal, null),
            ["SalesAmount"] = Amount(order.Subtotal, order.Subtotal),
            ["Memo"] = string.Empty,
            ["PaymentNotes"] = string.Empty,
            ["BankId"] = string.Empty,
            ["DepositNumber"] = 0,
            ["FullyPaid"] = false,
            ["FullyPaidDate"] = null,
            ["DueDate"] = Midnight(at.AddDays(DaysToPay)),
            ["TermId"] = "n30",
            ["EntryNumber"] = 2_500_000 + int.Parse(number, CultureInfo.InvariantCulture),
            ["Pseudo"] = false,
            ["Voided"] = false,
            ["PayByCheque"] = false,
            ["RefundPaid"] = false,
            ["MultiTerm"] = false,
            ["AutoFax"] = false,
            ["Official"] = false,
            ["CreditCardAuthorizationCode"] = string.Empty,
            ["CreditCardTransactionId"] = string.Empty,
            ["OrderEmail"] = string.Empty,
            ["RebateNumber"] = 0,
            ["TaxRegistrationNumber"] = string.Empty,
            ["InvoiceUrl"] = $"https://invoices.example.invalid/{number}.pdf",
            ["InvoiceUrlXML"] = $"https://invoices.example.invalid/{number}.xml",
            ["Status"] = new JsonObject { ["StatusCode"] = null, ["Description"] = null },
            ["Currency"] = Currency("USD", "Dollars", "US$"),
            ["Comments"] = null,
        };
    }

    private static JsonObject Line(PlacedLine line, IwsCall call) => new()
    {
        ["CouponCodes"] = null,
        ["StoreItemId"] = line.StoreItemId,
        ["LineNumber"] = line.LineNumber,
        ["Product"] = ProductJson.Head(line.Product, call),
        ["Quantity"] = line.Quantity,
        ["LocationId"] = line.LocationId,
        ["UnitPrice"] = Amount(line.UnitPrice, null),
        ["ExtendedPrice"] = Amount(line.ExtendedPrice, null),
        ["Comments"] = null,
        ["Components"] = new JsonArray(),
        ["ParentSku"] = null,
        ["Discounts"] = Amount(null, null),
    };

    private JsonObject Customer() => new()
    {
        ["CustomerId"] = options.CustomerId,
        ["Name"] = "TIENDA DE PRUEBA",
        ["Company"] = new JsonObject { ["Id"] = "XZZ", ["Name"] = "País de prueba" },
        ["Country"] = new JsonObject { ["Id"] = "zz", ["Name"] = "País de prueba" },
        ["Currency"] = Currency(null, null, null),
    };

    private static JsonObject Currency(string? code, string? description, string? symbol) => new()
    {
        ["CurrencyId"] = "us",
        ["CurrencyCode"] = code,
        ["Description"] = description,
        ["Symbol"] = symbol,
        ["UsExchangeRate"] = null,
    };

    private static JsonObject Amount(decimal? amount, decimal? home) => new() { ["Amount"] = amount, ["HomeAmount"] = home, ["Currency"] = null };

    private string Midnight(DateTimeOffset instant) => Day(instant).ToString("yyyy-MM-dd'T00:00:00'", CultureInfo.InvariantCulture);
}
