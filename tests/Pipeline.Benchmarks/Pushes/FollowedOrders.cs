using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>
/// Orders that were placed elsewhere and that the app follows, and twelve messages about each: a response, nine statuses, a
/// despatch advice and an invoice, the samples of Ingram Micro under numbers and times of their own.
/// </summary>
internal sealed class FollowedOrders
{
    private const int Callers = 8;

    private const int Statuses = 9;

    private static readonly string[] Samples =
    [
        .. new[] { "order-response" }.Concat(Enumerable.Repeat("order-status", Statuses)).Append("despatch-advice").Append("invoice")
            .Select(static (name, index) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{name}.xml"))
                .Replace("2026-03-11T08:04:52", string.Create(CultureInfo.InvariantCulture, $"2026-03-11T08:{index:D2}:52"), StringComparison.Ordinal)),
    ];

    private static readonly (string Sku, int Quantity, decimal Price)[] Lines =
    [
        ("7100231", 2, 612.40m), ("7100487", 5, 94.10m), ("7100552", 4, 71.85m), ("7100610", 2, 9.50m), ("7100999", 1, 79.00m),
    ];

    private readonly string[] ids;

    private FollowedOrders(string[] ids) => this.ids = ids;

    /// <summary>The orders' ids.</summary>
    public IReadOnlyList<string> Ids => ids;

    /// <summary>How many orders so many messages are about.</summary>
    public static int CountFor(int messages) => (messages + Samples.Length - 1) / Samples.Length;

    /// <summary>Lets the app take them over.</summary>
    public static async Task<FollowedOrders> TakeOverAsync(HttpClient http, int count)
    {
        string[] taken = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Callers }, async (order, stop) =>
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/api/orders") { Content = JsonContent.Create(Body(order)) };
            request.Headers.Add("Idempotency-Key", Number("PX", order));
            using HttpResponseMessage answer = await http.SendAsync(request, stop);
            _ = answer.EnsureSuccessStatusCode();
            taken[order] = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(stop))!["orderId"]!;
        });
        return new FollowedOrders(taken);
    }

    /// <summary>A message: first come the responses of all orders, then their first statuses, and so on, as in life.</summary>
    public byte[] Message(int number)
    {
        int order = number % ids.Length;
        return Encoding.UTF8.GetBytes(Samples[number / ids.Length]
            .Replace("PX26000187", Number("PX", order), StringComparison.Ordinal)
            .Replace("8003124571", Number("80", order), StringComparison.Ordinal)
            .Replace("8140023391", Number("81", order), StringComparison.Ordinal)
            .Replace("9120044187", Number("91", order), StringComparison.Ordinal));
    }

    /// <summary>Whether a message is a status: of an order's statuses the last one counts, in whatever order they arrive.</summary>
    public bool IsStatus(int number) => number / ids.Length is >= 1 and <= Statuses;

    private static string Number(string series, int order) => string.Create(CultureInfo.InvariantCulture, $"{series}{order:D8}");

    private static JsonObject Body(int order) => new()
    {
        ["placedElsewhere"] = new JsonObject { ["distributor"] = "ingram-micro", ["purchaseOrderNumber"] = Number("PX", order) },
        ["shipTo"] = new JsonObject
        {
            ["name"] = "Example SARL", ["street"] = "1 rue de l'Exemple", ["postalCode"] = "69002", ["city"] = "Lyon", ["country"] = "FR",
        },
        ["shipment"] = "partial",
        ["lines"] = new JsonArray([.. Lines.Select(static (line, index) => new JsonObject
        {
            ["lineNumber"] = index + 1, ["distributor"] = "ingram-micro", ["sku"] = line.Sku, ["quantity"] = line.Quantity, ["maxUnitPrice"] = line.Price,
        })]),
    };
}
