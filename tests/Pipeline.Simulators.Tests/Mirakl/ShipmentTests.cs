using System.Text.Json;
using Pipeline.Simulators.Mirakl;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Several parcels of an order, where the operator has them.</summary>
public sealed class ShipmentTests : IAsyncLifetime
{
    private const string Tracking = """{"carrier_code":"DHL","tracking_number":"T1"}""";

    private MiraklStage stage = null!;
    private string order = null!;

    public async Task InitializeAsync()
    {
        stage = await (await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, HasShipments = true })).WithOffersAsync();
        order = await stage.BuyPaidAsync();
    }

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task Without_them_the_paths_answer_404()
    {
        await using MiraklStage without = await MiraklStage.StartAsync();

        Assert.Equal(404, (await without.GetAsync("/api/shipments")).Status);
        Assert.Equal(404, (await without.PostAsync("/api/shipments", "{}")).Status);
    }

    [Fact]
    public async Task An_order_is_shipped_when_its_last_parcel_is()
    {
        JsonElement first = (await CreateAsync(1, shipped: true)).Json.GetProperty("shipment_success")[0];
        string between = await stage.StateAsync(order);
        int open = (await stage.GetAsync("/api/shipments/items_to_ship")).Json.GetProperty("data")[0].GetProperty("shipment_lines")[0].GetProperty("quantity").GetInt32();
        _ = await CreateAsync(1, shipped: true);

        Assert.Equal(("SHIPPED", "SHIPPING", 1, "SHIPPED"), (first.GetProperty("status").GetString(), between, open, await stage.StateAsync(order)));
        Assert.Equal(2, (await stage.GetAsync($"/api/shipments?order_id={order}&shipment_state_code=SHIPPED")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task What_does_not_fit_is_told_beside_what_does()
    {
        _ = await CreateAsync(1, shipped: true);
        JsonElement tooMany = (await CreateAsync(2, shipped: false)).Json;
        _ = await CreateAsync(1, shipped: true);
        JsonElement late = (await CreateAsync(1, shipped: false)).Json;

        Assert.Equal("Shipment quantity is invalid.", tooMany.GetProperty("shipment_errors")[0].GetProperty("message").GetString());
        Assert.Equal("The order status must be 'SHIPPING' but it is 'SHIPPED'.", late.GetProperty("shipment_errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_parcel_is_tracked_shipped_or_deleted_later()
    {
        string id = (await CreateAsync(2, shipped: false, tracking: "null")).Json.GetProperty("shipment_success")[0].GetProperty("id").GetString()!;
        string one = $$"""{"shipments":[{"id":"{{id}}"}]}""";
        JsonElement untracked = (await stage.PutAsync("/api/shipments/ship", one)).Json;
        _ = await stage.PostAsync("/api/shipments/tracking", $$"""{"shipments":[{"id":"{{id}}","tracking":{{Tracking}}}]}""");
        JsonElement shipped = (await stage.PutAsync("/api/shipments/ship", one)).Json;
        JsonElement deleted = (await stage.PutAsync("/api/shipments/delete", one)).Json;

        Assert.Equal("Tracking details are mandatory for this shipping method.", untracked.GetProperty("shipment_errors")[0].GetProperty("message").GetString());
        Assert.Equal(id, shipped.GetProperty("shipment_success")[0].GetProperty("id").GetString());
        Assert.Equal(1, deleted.GetProperty("shipment_errors").GetArrayLength());
        Assert.Equal("SHIPPED", await stage.StateAsync(order));
    }

    private Task<MiraklAnswered> CreateAsync(int quantity, bool shipped, string tracking = Tracking) => stage.PostAsync(
        "/api/shipments",
        $$"""{"shipments":[{"order_id":"{{order}}","shipment_lines":[{"order_line_id":"{{order}}-1","quantity":{{quantity}}}],"tracking":{{tracking}},"shipped":{{(shipped ? "true" : "false")}}}]}""");
}
