using System.Text.Json;
using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>The offers of OF24 as lines of a file: what is not sent is blank.</summary>
internal static class OfferJsonRows
{
    private static readonly (string Column, string Member)[] Members =
    [
        ("sku", "shop_sku"), ("product-id", "product_id"), ("product-id-type", "product_id_type"), ("description", "description"),
        ("internal-description", "internal_description"), ("price", "price"), ("price-additional-info", "price_additional_info"), ("quantity", "quantity"),
        ("min-quantity-alert", "min_quantity_alert"), ("state", "state_code"), ("available-start-date", "available_started"),
        ("available-end-date", "available_ended"), ("logistic-class", "logistic_class"), ("leadtime-to-ship", "leadtime_to_ship"),
        ("min-order-quantity", "min_order_quantity"), ("max-order-quantity", "max_order_quantity"), ("package-quantity", "package_quantity"),
        ("update-delete", "update_delete"),
    ];

    private static readonly string[] Demanded = ["shop_sku", "product_id", "product_id_type", "state_code", "price", "update_delete"];

    /// <summary>Columns of the error report.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Members.Select(member => member.Column)];

    /// <summary>Reads a body.</summary>
    /// <exception cref="ApiRefusal">400: no list, or an offer without a member that is demanded.</exception>
    public static IReadOnlyList<OfferRow> Read(JsonObject body)
    {
        if (body["offers"] is not JsonArray { Count: > 0 } offers)
        {
            throw ApiRefusal.Bad("The member 'offers' is missing or empty");
        }

        List<OfferRow> rows = [];
        foreach (JsonNode? node in offers)
        {
            if (node is not JsonObject offer || Demanded.FirstOrDefault(name => !offer.ContainsKey(name)) is { } missing && missing.Length > 0)
            {
                throw ApiRefusal.Bad("A required member of an offer is missing");
            }

            Dictionary<string, string> cells = Members.ToDictionary(member => member.Column, member => Text(offer[member.Member]));
            string[] fields = [.. Columns.Select(column => cells[column])];
            if (offer["discount"] is JsonObject discount)
            {
                cells["discount-price"] = Text(discount["price"]);
                cells["discount-start-date"] = Text(discount["start_date"]);
                cells["discount-end-date"] = Text(discount["end_date"]);
            }

            foreach (JsonObject price in (offer["all_prices"] as JsonArray ?? []).OfType<JsonObject>())
            {
                string? channel = Text(price["channel_code"]) is { Length: > 0 } code ? code : null;
                cells[OfferColumns.Of("price", channel)] = Text(price["unit_origin_price"]);
                cells[OfferColumns.Of("discount-price", channel)] = Text(price["unit_discount_price"]);
                cells[OfferColumns.Of("discount-start-date", channel)] = Text(price["discount_start_date"]);
                cells[OfferColumns.Of("discount-end-date", channel)] = Text(price["discount_end_date"]);
            }

            foreach (JsonObject field in (offer["offer_additional_fields"] as JsonArray ?? []).OfType<JsonObject>())
            {
                cells[Text(field["code"])] = Text(field["value"]);
            }

            rows.Add(new OfferRow(rows.Count + 1, fields, cells));
        }

        return rows;
    }

    private static string Text(JsonNode? node) => node is null || node.GetValueKind() == JsonValueKind.Null ? string.Empty : node.ToString();
}
