using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Products;

/// <summary>A product as the shop sent it, and how it stands at the operator.</summary>
/// <param name="sku">SKU of the shop.</param>
internal sealed class ProductSource(string sku)
{
    public string Sku => sku;

    public string Ean { get; set; } = string.Empty;

    public bool IsLive { get; set; }

    public DateTimeOffset Updated { get; set; }

    /// <summary>What keeps it from being live; null: nothing.</summary>
    public (string Code, string Message)? Error { get; set; }

    /// <summary>Item of CM11.</summary>
    public JsonObject Status()
    {
        JsonArray errors = [];
        if (Error is { } error)
        {
            JsonObject item = new() { ["code"] = error.Code, ["message"] = error.Message };
            if (error.Code == "MCM-04012")
            {
                item["rejection_details"] = new JsonObject { ["reason_code"] = "CONTENT", ["reason_label"] = "Contenu insuffisant", ["message"] = error.Message };
            }

            errors.Add(item);
        }

        return new JsonObject
        {
            ["provider_unique_identifier"] = sku,
            ["unique_identifiers"] = Wire.Array([new JsonObject { ["code"] = "EAN", ["value"] = Ean }]),
            ["status"] = IsLive ? "LIVE" : "NOT_LIVE",
            ["errors"] = errors,
            ["warnings"] = new JsonArray(),
        };
    }
}
