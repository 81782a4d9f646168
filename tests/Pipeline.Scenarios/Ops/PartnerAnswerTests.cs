using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Pipeline.Ops.Tests.Browser;
using Pipeline.Scenarios.Orders;

namespace Pipeline.Scenarios.Ops;

/// <summary>What the partner answered, at a browser before the published app.</summary>
[Collection(OrderCollection.Name)]
public sealed class PartnerAnswerTests(OrderFixture fixture, Chromium chromium) : IClassFixture<Chromium>
{
    [Fact]
    public async Task From_the_number_of_a_purchase_order_to_the_partners_raw_answer_are_three_actions()
    {
        OrderSystem system = await fixture.WithoutOrdersAsync();

        // Nobody else asks for the price of so many: an answer that is remembered names an exchange that is cleared away between tests.
        JsonNode placed = await system.PlaceAsync("answer-1", ("7100231", 4));
        JsonNode order = await system.UntilToldAsync(placed, TimeSpan.FromMinutes(1));
        string number = (string)order["purchaseOrders"]![0]!["purchaseOrderNumber"]!;
        OperatorHand hand = new(await chromium.Browser.NewPageAsync(new BrowserNewPageOptions { BaseURL = system.Pipeline.Http.BaseAddress!.ToString(), Locale = "en" }));

        _ = await hand.OpenAsync("/ops");
        await hand.FillAsync("#q", number);
        await hand.PressAsync("Enter");
        await hand.Page.WaitForURLAsync("**/ops/orders/**");
        await hand.ClickAsync($".steps li:has-text('{number}') a[href^='/ops/exchanges/']");

        Assert.Equal(3, hand.Actions);
        Assert.Contains(number, await hand.TextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("<", await hand.TextAsync("section[aria-labelledby=response]"), StringComparison.Ordinal);
    }
}
