using System.Globalization;
using System.Text.Json;
using Pipeline.Simulators.Intcomex.Calls;

namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>The body of <c>placeorder</c>: an order, or a bare array of items. Members without regard to case; unknown ones are refused.</summary>
internal sealed record OrderRequest
{
    private static readonly IReadOnlyList<string> OrderMembers =
    [
        "OrderNumber", "LocationId", "Tag", "CustomerOrderNumber", "Total", "Discounts", "DiscountType", "CouponCodes", "TaxRegistrationNumber",
        "InvoiceRequested", "ReceiveInvoiceByMail", "StoreOrder", "Payments", "Shipments", "Items", "TaxesIncludedInPrice", "Attachments", "Options",
        "AddressId",
    ];

    private static readonly IReadOnlyList<string> ItemMembers =
        ["Sku", "Quantity", "Price", "Discounts", "DiscountType", "CouponCodes", "StoreItemId", "TaxesIncludedInPrice"];

    public string? CustomerOrderNumber { get; private init; }

    public string? LocationId { get; private init; }

    public string? Tag { get; private init; }

    public int? AddressId { get; private init; }

    public required IReadOnlyList<(string Sku, int Quantity, string? StoreItemId)> Items { get; init; }

    /// <summary>Reads a body.</summary>
    /// <exception cref="IwsRefusal">31: no order; 32: no items; 33: no Sku; 34: no quantity.</exception>
    public static OrderRequest Parse(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? new OrderRequest { Items = ReadItems(document.RootElement) }
                : Read(document.RootElement);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            throw new IwsRefusal(31);
        }
    }

    private static OrderRequest Read(JsonElement order)
    {
        Dictionary<string, JsonElement> members = Members(order, OrderMembers);
        return new OrderRequest
        {
            CustomerOrderNumber = Text(members, "CustomerOrderNumber"),
            LocationId = Text(members, "LocationId"),
            Tag = Text(members, "Tag"),
            AddressId = members.TryGetValue("AddressId", out JsonElement address) && address.ValueKind != JsonValueKind.Null ? address.GetInt32() : null,
            Items = members.TryGetValue("Items", out JsonElement items) && items.ValueKind == JsonValueKind.Array
                ? ReadItems(items)
                : throw new IwsRefusal(32),
        };
    }

    private static List<(string, int, string?)> ReadItems(JsonElement items)
    {
        List<(string, int, string?)> read = [];
        foreach (JsonElement item in items.EnumerateArray())
        {
            Dictionary<string, JsonElement> members = Members(item, ItemMembers);
            string sku = Text(members, "Sku") ?? throw new IwsRefusal(33);
            int quantity = members.TryGetValue("Quantity", out JsonElement given) ? Whole(given) : 0;
            read.Add(quantity > 0 ? (sku, quantity, Text(members, "StoreItemId")) : throw new IwsRefusal(34));
        }

        return read.Count > 0 ? read : throw new IwsRefusal(32);
    }

    private static int Whole(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int quoted) ? quoted : 0 : value.GetInt32();

    private static string? Text(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out JsonElement value) && value.GetString() is { Length: > 0 } text ? text : null;

    private static Dictionary<string, JsonElement> Members(JsonElement value, IReadOnlyList<string> known)
    {
        Dictionary<string, JsonElement> members = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!known.Contains(member.Name, StringComparer.OrdinalIgnoreCase) || !members.TryAdd(member.Name, member.Value))
            {
                throw new IwsRefusal(31, $"Invalid order specified. Member '{member.Name}' is unknown or there twice.");
            }
        }

        return members;
    }
}
