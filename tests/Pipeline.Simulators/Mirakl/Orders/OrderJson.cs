using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;
using Pipeline.Simulators.Mirakl.Catalogue;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Orders;

/// <summary>Orders as OR11 shows them.</summary>
internal sealed class OrderJson(OperatorCatalogue catalogue, MiraklOptions options)
{
    private const decimal CommissionRate = 0.08m;
    private const decimal TaxRate = 0.20m;

    /// <summary>An order.</summary>
    public JsonObject Of(Shop shop, ShopOrder order)
    {
        Customer customer = order.Customer;
        bool isShown = options.ShowsAddressesEarly || order.IsAddressShown;
        return new JsonObject
        {
            ["order_id"] = order.Id,
            ["commercial_id"] = order.CommercialId,
            ["order_state"] = order.State,
            ["order_state_reason_code"] = order.Reason,
            ["order_state_reason_label"] = order.Reason,
            ["acceptance_decision_date"] = Wire.Time(order.Decided),
            ["created_date"] = Wire.Time(order.Created),
            ["last_updated_date"] = Wire.Time(order.Updated),
            ["channel"] = new JsonObject { ["code"] = order.Channel, ["label"] = PlatformOperations.Channels[order.Channel] },
            ["currency_iso_code"] = "EUR",
            ["order_tax_mode"] = "TAX_INCLUDED",
            ["price"] = order.Price,
            ["shipping_price"] = order.ShippingPrice,
            ["total_price"] = order.Price + order.ShippingPrice,
            ["total_commission"] = order.Lines.Sum(line => Fee(line) + Tax(line)),
            ["payment_type"] = "CARD",
            ["paymentType"] = "CARD",
            ["payment_workflow"] = "PAY_ON_ACCEPTANCE",
            ["payment_duration"] = null,
            ["customer_debited_date"] = Wire.Time(order.Debited),
            ["customer_directly_pays_seller"] = false,
            ["transaction_date"] = null,
            ["transaction_number"] = null,
            ["can_cancel"] = order.CanCancel,
            ["can_shop_ship"] = order.State == "SHIPPING",
            ["fully_refunded"] = order.Lines.All(line => line.Remaining == 0),
            ["has_customer_message"] = shop.Threads.Any(thread => thread.OrderId == order.Id && thread.Messages.Any(message => message.From == "CUSTOMER_USER")),
            ["has_incident"] = order.HasIncident,
            ["has_invoice"] = shop.Documents.Any(document => document.OrderId == order.Id && document.Type == "CUSTOMER_INVOICE"),
            ["leadtime_to_ship"] = order.LeadTime,
            ["shipping_deadline"] = order.Debited is { } debited ? Wire.Time(debited.AddDays(order.LeadTime)) : null,
            ["delivery_date"] = order.Debited is null
                ? null
                : new JsonObject { ["earliest"] = Wire.Time(order.PromisedBy.AddDays(-2)), ["latest"] = Wire.Time(order.PromisedBy) },
            ["shipping_type_code"] = order.ShippingType,
            ["shipping_type_label"] = order.ShippingType == "STD" ? "Standard" : "Lettre",
            ["shipping_type_standard_code"] = "CU_ADD-STD",
            ["shipping_zone_code"] = customer.CountryCode[..2] == "ES" ? "ES" : "FR",
            ["shipping_zone_label"] = customer.Country,
            ["shipping_carrier_code"] = order.CarrierCode,
            ["shipping_carrier_standard_code"] = order.CarrierCode,
            ["shipping_company"] = order.CarrierName,
            ["shipping_tracking"] = order.TrackingNumber,
            ["shipping_tracking_url"] = order.TrackingUrl,
            ["shipping_pudo_id"] = null,
            ["fulfillment"] = new JsonObject { ["center"] = new JsonObject { ["code"] = "DEFAULT" } },
            ["order_additional_fields"] = Fields(order.Fields),
            ["promotions"] = new JsonObject { ["applied_promotions"] = new JsonArray(), ["total_deduced_amount"] = 0 },
            ["references"] = new JsonObject { ["order_reference_for_customer"] = null, ["order_reference_for_seller"] = order.SellerReference },
            ["quote_id"] = null,
            ["invoice_details"] = null,
            ["customer_notification_email"] = isShown ? $"{customer.Id.ToLowerInvariant()}@notification.example.test" : null,
            ["customer"] = new JsonObject
            {
                ["customer_id"] = customer.Id,
                ["civility"] = null,
                ["firstname"] = customer.FirstName,
                ["lastname"] = customer.LastName,
                ["locale"] = customer.Locale,
                ["billing_address"] = isShown ? Address(customer) : null,
                ["shipping_address"] = isShown ? Shipping(customer) : null,
                ["organization"] = null,
            },
            ["order_lines"] = Wire.Array(order.Lines.Select(line => Line(order, line))),
        };
    }

    /// <summary>The delivery address.</summary>
    public static JsonObject Shipping(Customer customer)
    {
        JsonObject address = Address(customer);
        address["additional_info"] = null;
        return address;
    }

    /// <summary>Custom fields that have a value.</summary>
    public static JsonArray Fields(IReadOnlyDictionary<string, string> fields) => Wire.Array(PlatformOperations.OrderFields
        .Where(field => fields.ContainsKey(field.Code))
        .Select(field => new JsonObject { ["code"] = field.Code, ["type"] = field.Type, ["value"] = fields[field.Code] }));

    private JsonObject Line(ShopOrder order, OrderLine line) => new()
    {
        ["order_line_id"] = line.Id,
        ["order_line_index"] = line.Index,
        ["order_line_state"] = line.State,
        ["order_line_state_reason_code"] = null,
        ["order_line_state_reason_label"] = null,
        ["offer_id"] = line.OfferId,
        ["offer_sku"] = line.OfferSku,
        ["offer_state_code"] = line.OfferState,
        ["product_sku"] = line.Product.Sku,
        ["product_shop_sku"] = line.OfferSku,
        ["product_title"] = line.Product.Title,
        ["category_code"] = line.Product.CategoryCode,
        ["category_label"] = catalogue.CategoryLabel(line.Product.CategoryCode),
        ["quantity"] = line.Quantity,
        ["price_unit"] = line.UnitPrice,
        ["origin_unit_price"] = line.OriginPrice,
        ["price"] = line.Price,
        ["price_additional_info"] = null,
        ["shipping_price"] = Shipping(order, line),
        ["shipping_price_unit"] = Shipping(order, line),
        ["shipping_price_additional_unit"] = 0.0m,
        ["total_price"] = line.Price + Shipping(order, line),
        ["taxes"] = new JsonArray(),
        ["shipping_taxes"] = new JsonArray(),
        ["commission_fee"] = Fee(line),
        ["commission_rate_vat"] = 100 * TaxRate,
        ["commission_vat"] = Tax(line),
        ["commission_taxes"] = Wire.Array([new JsonObject { ["code"] = "TVA20", ["rate"] = 100 * TaxRate, ["amount"] = Tax(line) }]),
        ["total_commission"] = Fee(line) + Tax(line),
        ["can_refund"] = order.CanRefund && line.Remaining > 0,
        ["cancelations"] = Wire.Array(line.Cancelations.Select(Cancelation)),
        ["refunds"] = Wire.Array(line.Refunds.Select(refund =>
        {
            JsonObject json = Cancelation(refund);
            json["order_refund_id"] = refund.Id;
            json["refund_state"] = "REFUNDED";
            json["state"] = "REFUNDED";
            json["commission_tax_amount"] = 0;
            json["transaction_date"] = null;
            json["transaction_number"] = null;
            return (JsonNode?)json;
        })),
        ["promotions"] = new JsonArray(),
        ["product_medias"] = new JsonArray(),
        ["order_line_additional_fields"] = Fields(line.Fields),
        ["description"] = null,
        ["created_date"] = Wire.Time(order.Created),
        ["last_updated_date"] = Wire.Time(order.Updated),
        ["debited_date"] = Wire.Time(order.Debited),
        ["shipped_date"] = Wire.Time(order.Shipped),
        ["received_date"] = Wire.Time(order.Received),
    };

    private static JsonObject Cancelation(Repayment repayment) => new()
    {
        ["id"] = repayment.Id,
        ["amount"] = repayment.Amount,
        ["shipping_amount"] = 0,
        ["quantity"] = repayment.Quantity,
        ["reason_code"] = repayment.Reason,
        ["created_date"] = Wire.Time(repayment.At),
        ["commission_amount"] = 0,
        ["commission_taxes"] = new JsonArray(),
        ["commission_total_amount"] = 0,
        ["taxes"] = new JsonArray(),
        ["shipping_taxes"] = new JsonArray(),
    };

    private static JsonObject Address(Customer customer) => new()
    {
        ["civility"] = null,
        ["firstname"] = customer.FirstName,
        ["lastname"] = customer.LastName,
        ["company"] = null,
        ["company_2"] = null,
        ["street_1"] = customer.Street,
        ["street_2"] = null,
        ["zip_code"] = customer.ZipCode,
        ["city"] = customer.City,
        ["state"] = null,
        ["country"] = customer.Country,
        ["country_iso_code"] = customer.CountryCode,
        ["phone"] = null,
        ["phone_secondary"] = null,
    };

    private static decimal Shipping(ShopOrder order, OrderLine line) => line.Index == 1 ? order.ShippingPrice : 0;

    private static decimal Fee(OrderLine line) => Math.Round(line.Price * CommissionRate, 2, MidpointRounding.AwayFromZero);

    private static decimal Tax(OrderLine line) => Math.Round(Fee(line) * TaxRate, 2, MidpointRounding.AwayFromZero);
}
