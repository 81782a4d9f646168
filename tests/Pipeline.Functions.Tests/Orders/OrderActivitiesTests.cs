using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Orders.Life;
using Pipeline.Functions.Orders;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>The steps of an order as its orchestration calls them.</summary>
[Collection(StorageCollection.Name)]
public sealed class OrderActivitiesTests(StorageEmulator storage)
{
    private const string UnknownArticle = "{" + OrderCalls.ShipTo + ",\"lines\":[{\"gtin\":\"4006381333931\",\"quantity\":1}]}";

    [Fact]
    public async Task A_look_does_what_comes_next_and_says_what_comes_after_it()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        string order = await app.PlaceAsync(UnknownArticle);
        OrderActivities activities = ActivatorUtilities.CreateInstance<OrderActivities>(app.Services);

        OrderDecision decision = await activities.ReviewAsync(order, CancellationToken.None);

        Assert.Equal((NextStep.Wait, "Waits for a person."), (decision.Step, decision.Reason));
        JsonElement timeline = await app.GetJsonAsync($"/api/orders/{order}/timeline");
        Assert.Equal(["received", "blocked"], timeline.GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("step").GetString()));
    }

    [Fact]
    public async Task An_order_that_is_not_there_has_ended()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        OrderActivities activities = ActivatorUtilities.CreateInstance<OrderActivities>(app.Services);

        Assert.Equal(NextStep.End, (await activities.ReviewAsync("nobody", CancellationToken.None)).Step);
    }
}
