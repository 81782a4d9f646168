using System.Net;
using System.Text.Json.Nodes;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Scenarios.Orders;

/// <summary>A customer is forgotten after a whole order: also by orchestrations, queues and whatever else the system keeps.</summary>
[Collection(OrderCollection.Name)]
public sealed class OrderErasureTests(OrderFixture fixture)
{
    private static readonly string[] Customer = ["Forgotten SARL", "9 rue de l'Oubli"];

    [Fact]
    public async Task After_a_complete_order_nothing_in_the_storage_account_knows_the_customer()
    {
        OrderSystem system = await fixture.WithoutOrdersAsync();
        (string, string) usual = system.Customer;
        system.Customer = (Customer[0], Customer[1]);
        JsonNode placed = await system.PlaceAsync("to-be-forgotten", ("7100231", 2), ("7100552", 1));
        system.Customer = usual;
        _ = await system.UntilAsync(placed, "complete");
        string connection = system.Pipeline.Storage.ConnectionString;
        Assert.NotEmpty(await StorageScan.FindAsync(connection, Customer));

        using HttpResponseMessage erased = await system.Pipeline.Http.DeleteAsync(
            new Uri($"/api/orders/{placed["orderId"]}/personal-data", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, erased.StatusCode);
        Assert.Empty(await StorageScan.FindAsync(connection, Customer));
        JsonNode order = await system.Pipeline.GetAsync($"/api/orders/{placed["orderId"]}");
        Assert.Equal("complete", (string?)order["state"]);
        Assert.Equal(["invoiced", "invoiced"], order["lines"]!.AsArray().Select(static line => (string?)line!["state"]));
        Assert.DoesNotContain(Customer[0], system.Pipeline.Log, StringComparison.Ordinal);
    }
}
