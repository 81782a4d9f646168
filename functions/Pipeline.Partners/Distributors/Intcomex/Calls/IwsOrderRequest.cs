using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>What <c>placeorder</c> is asked for.</summary>
/// <param name="CustomerOrderNumber">Our number, 1 to 18 of <c>A-Z 0-9</c>; in the query too.</param>
/// <param name="AddressId">Intcomex's number of the delivery address, or null for the account's own.</param>
/// <param name="LocationId">Intcomex's code of the warehouse, or null for its choice.</param>
/// <param name="Items">The lines; our line number goes with each and comes back.</param>
internal sealed record IwsOrderRequest(
    string CustomerOrderNumber, long? AddressId, string? LocationId, IReadOnlyList<(string Sku, int Quantity, string LineNumber)> Items)
{
    /// <summary>The body, UTF-8. There is no secret in it.</summary>
    public byte[] ToJson()
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString(nameof(CustomerOrderNumber), CustomerOrderNumber);
            if (LocationId is not null)
            {
                json.WriteString(nameof(LocationId), LocationId);
            }

            if (AddressId is { } address)
            {
                json.WriteNumber(nameof(AddressId), address);
            }

            json.WriteStartArray(nameof(Items));
            foreach ((string sku, int quantity, string line) in Items)
            {
                json.WriteStartObject();
                json.WriteString("Sku", sku);
                json.WriteNumber("Quantity", quantity);
                json.WriteString("StoreItemId", line);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return body.ToArray();
    }
}
