using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.Simulators.Intcomex;

namespace Pipeline.Scenarios.Distributors;

/// <summary>The system with Intcomex as a second distributor.</summary>
internal static class BesideIntcomex
{
    /// <summary>A product that both have.</summary>
    public const string Gtin = "2007100230014";

    /// <summary>Settings with which the app reads from it and orders there.</summary>
    public static (string Name, string Value)[] Settings(IntcomexSimulator intcomex)
    {
        const string distributor = "Distributors__Intcomex__";
        return
        [
            (distributor + "Services__Url", intcomex.Url.ToString()),
            (distributor + "Services__ApiKey", new IntcomexOptions().ApiKey),
            (distributor + "Services__AccessKey", new IntcomexOptions().AccessKey),
            (distributor + "Services__ShipTo__0__AddressId", "3"),
            (distributor + "Services__ShipTo__0__LocationId", "xzzq1"),
            (distributor + "Services__ShipTo__0__Street", "5 quai Exemple"),
            (distributor + "Services__ShipTo__0__PostalCode", "69007"),
            (distributor + "Services__ShipTo__0__City", "Lyon"),
            (distributor + "Services__ShipTo__0__Country", "FR"),
            (distributor + "Polling__FastSeconds", "5"),
            (distributor + "Recovery__Seconds", "0,5,10"),
            ("Currencies__Rates__USD__Rate", "1.08"),
            ("Currencies__Rates__USD__Date", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>Reads its feeds to the end, one after the other.</summary>
    public static async Task ReadAsync(OrderSystem system, params string[] feeds)
    {
        foreach (string feed in feeds)
        {
            using HttpResponseMessage started = await system.Pipeline.PostAsync($"/api/flows/intcomex.{feed}/run?override=true");
            Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
            JsonNode execution = await system.Pipeline.FollowAsync(started.Headers.Location!);
            Assert.True((string?)execution["status"] is "succeeded" or "partial" or "nothingToDo", execution.ToJsonString());
        }
    }

    /// <summary>Places an order for one piece of the product that both have, to an address that it serves.</summary>
    public static async Task<JsonNode> PlaceAsync(OrderSystem system, string key)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/api/orders")
        {
            Content = new StringContent(
                $$"""
                {"shipTo":{"name":"Exemple","street":"5, Quai Exemple","postalCode":"69007","city":"LYON","country":"FR"},
                 "lines":[{"lineNumber":1,"gtin":"{{Gtin}}","quantity":1}]}
                """,
                Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await system.Pipeline.Http.SendAsync(request);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Who got purchase orders, in their order.</summary>
    public static string[] Bought(JsonNode order) => [.. order["purchaseOrders"]!.AsArray().Select(static purchase => (string)purchase!["distributor"]!)];
}
