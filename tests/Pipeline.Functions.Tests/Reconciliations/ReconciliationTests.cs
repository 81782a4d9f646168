using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;
using Pipeline.Core.Reconciliation;
using Pipeline.Functions.Tests.Orders;
using Pipeline.Functions.Tests.Support;
using Pipeline.Partners.Distributors;

namespace Pipeline.Functions.Tests.Reconciliations;

/// <summary>Our orders beside a distributor's own list: run as a flow, shown as an execution and as items that last.</summary>
[Collection(StorageCollection.Name)]
public sealed class ReconciliationTests(StorageEmulator storage) : IAsyncLifetime
{
    private static readonly DateOnly Yesterday = new(2026, 3, 9);
    private PipelineApp app = null!;
    private ListingDistributor lister = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(
            storage, static services => services.AddDistributor<ListingDistributor>().AddSingleton<IFlowExecutor, OrderReconciliation>());
        lister = app.Services.GetServices<IDistributor>().OfType<ListingDistributor>().Single();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task Each_of_the_eight_differences_is_found()
    {
        await PlantAsync();

        _ = await RunAsync();
        JsonElement execution = await RunAsync(after: TimeSpan.FromHours(48));

        Assert.Equal(
            [
                "AMOUNT_DIFFERS amount PX-AMOUNT T-AMOUNT | 20 USD | 27 USD | open",
                "CANCELLED_ONE_SIDE cancelled PX-CANCELLED T-CANCELLED | placed | Canceled | open",
                "HOLD_LONG held PX-HELD T-HELD | placed | On hold | open",
                "INVOICE_MISSING invoiced PX-INVOICED T-INVOICED |  | Invoiced | open",
                "LINE_DIFFERS line PX-LINE T-LINE | 2 x A at 10 | 1 x A at 20 | open",
                "MISSING_HERE   T-STRANGE |  | Open 20 USD | open",
                "MISSING_THERE missing PX-MISSING  | placed |  | open",
                "SERIALS_SHORT serials PX-SERIALS T-SERIALS | 2 pieces | 1 serial number | open",
            ],
            await ItemsAsync());
        Assert.Equal("succeeded", execution.GetProperty("status").GetString());
        Assert.Equal(
            """{"read":9,"created":2,"updated":6,"unchanged":1,"removed":0,"skipped":0,"failed":0,"warnings":8,"setAside":0,"retried":0}""", execution.GetProperty("counts").GetRawText());
        Assert.Equal("9 orders of 8 days compared: 1 agree, 8 differ (2 newly), 0 differences are resolved.", execution.GetProperty("summary").GetString());
    }

    [Fact]
    public async Task An_item_has_this_shape_and_the_execution_shows_it_too()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });

        JsonElement execution = await RunAsync();

        JsonElement list = await app.GetJsonAsync("/api/reconciliations");
        string id = list.GetProperty("items")[0].GetProperty("id").GetString()!;
        Assert.Equal(
            $$$"""
            {"items":[{"id":"{{{id}}}","distributor":"lister","kind":"AMOUNT_DIFFERS","orderId":"amount","purchaseOrderNumber":"PX-AMOUNT","distributorOrderNumber":"T-AMOUNT","ours":"20 USD","theirs":"27 USD","firstSeen":"2026-03-10T06:00:00Z","lastSeen":"2026-03-10T06:00:00Z","state":"open"}],"cursor":null}
            """,
            list.GetRawText());
        JsonElement item = Assert.Single((await app.GetJsonAsync($"/api/executions/{Id(execution)}/items")).GetProperty("items").EnumerateArray());
        Assert.Equal(
            """
            {"entityType":"order","extId":"PX-AMOUNT","displayRef":"PX-AMOUNT","outcome":"warning","severity":"warning","code":"AMOUNT_DIFFERS","message":"The total at the distributor is that of our lines neither without nor with tax.","line":null,"page":null,"index":null,"field":"PX-AMOUNT","value":"27 USD","rawRow":"PX-AMOUNT T-AMOUNT : ours 20 USD, theirs 27 USD"}
            """,
            item.GetRawText());
        Assert.Contains(
            "warning,AMOUNT_DIFFERS,,PX-AMOUNT,27 USD,", await (await app.GetAsync(execution.GetProperty("errors").GetString()!)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Found_again_it_is_the_same_item_and_set_right_it_is_resolved()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });
        _ = await RunAsync();
        string id = await OnlyAsync("id");
        _ = await RunAsync(after: TimeSpan.FromHours(24));

        Assert.Equal((id, "2026-03-10T06:00:00Z", "2026-03-11T06:00:00Z"), (await OnlyAsync("id"), await OnlyAsync("firstSeen"), await OnlyAsync("lastSeen")));

        lister.Change("PX-AMOUNT", static listed => listed with { Total = 20 });
        JsonElement execution = await RunAsync(after: TimeSpan.FromHours(24));

        Assert.Equal((id, "resolved", "2026-03-11T06:00:00Z"), (await OnlyAsync("id"), await OnlyAsync("state"), await OnlyAsync("lastSeen")));
        Assert.Equal(1, execution.GetProperty("counts").GetProperty("removed").GetInt32());
        Assert.Empty(await ItemsAsync("?state=open"));
    }

    [Fact]
    public async Task What_stands_is_followed_beyond_the_days_of_the_terms()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });
        _ = await RunAsync();
        lister.Change("PX-AMOUNT", static listed => listed with { Total = 20 });

        _ = await RunAsync(after: TimeSpan.FromDays(20));

        Assert.Equal("resolved", await OnlyAsync("state"));
        Assert.Equal([Yesterday, .. Enumerable.Range(23, 8).Select(static day => new DateOnly(2026, 3, day))], lister.Asked[^9..]);
    }

    [Fact]
    public async Task What_was_resolved_goes_after_a_year()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });
        _ = await RunAsync();
        lister.Change("PX-AMOUNT", static listed => listed with { Total = 20 });
        _ = await RunAsync(after: TimeSpan.FromDays(1));

        _ = await RunAsync(after: TimeSpan.FromDays(364));
        Assert.Equal("resolved", await OnlyAsync("state"));

        _ = await RunAsync(after: TimeSpan.FromHours(1));
        Assert.Empty(await ItemsAsync());
    }

    [Fact]
    public async Task A_day_that_cannot_be_listed_leaves_its_items_and_makes_the_execution_partial()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });
        _ = await RunAsync();
        lister.Orders.Clear();
        lister.Problems[Yesterday] = new Issue(IssueCodes.CallFailed, null, null).With("reason", "HTTP 503");

        JsonElement execution = await RunAsync(after: TimeSpan.FromHours(24));

        Assert.Equal(("partial", "CALL_FAILED"), (execution.GetProperty("status").GetString(), execution.GetProperty("firstError").GetProperty("code").GetString()));
        Assert.Equal(("open", "2026-03-10T06:00:00Z"), (await OnlyAsync("state"), await OnlyAsync("lastSeen")));
    }

    [Fact]
    public async Task A_fault_that_no_other_day_will_mend_ends_the_asking()
    {
        lister.Problems[new DateOnly(2026, 3, 3)] = new Issue(IssueCodes.AuthRefused, null, null).With("reason", "HTTP 401");

        JsonElement execution = await RunAsync();

        Assert.Equal(("failed", "AUTH_REFUSED"), (execution.GetProperty("status").GetString(), execution.GetProperty("firstError").GetProperty("code").GetString()));
        Assert.Equal([new DateOnly(2026, 3, 3)], lister.Asked);
    }

    [Fact]
    public async Task An_order_of_before_the_days_is_known_by_its_number_and_one_taken_over_is_not_missing()
    {
        await AddAsync("old", static listed => listed, sent: app.Clock.GetUtcNow().AddDays(-60));
        await AddAsync("elsewhere", null, sent: null);

        JsonElement execution = await RunAsync();

        Assert.Empty(await ItemsAsync());
        Assert.Equal(1, execution.GetProperty("counts").GetProperty("unchanged").GetInt32());
        Assert.Equal(JsonValueKind.Null, execution.GetProperty("errors").ValueKind);
    }

    [Fact]
    public async Task Items_are_listed_by_distributor_kind_and_state_in_pages()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });
        await AddAsync("line", static listed => listed with { Lines = [new ListedOrderLine(new LineNumber(1), DistributorSku.Parse("A"), 1, 20)] });
        _ = await RunAsync();

        Assert.Equal(2, (await ItemsAsync("?distributor=lister&state=open")).Length);
        Assert.Empty(await ItemsAsync("?distributor=list"));
        Assert.Empty(await ItemsAsync("?state=resolved"));
        Assert.StartsWith("LINE_DIFFERS", Assert.Single(await ItemsAsync("?kind=LINE_DIFFERS")), StringComparison.Ordinal);
        JsonElement first = await app.GetJsonAsync("/api/reconciliations?limit=1");
        Assert.StartsWith("LINE_DIFFERS", Assert.Single(await ItemsAsync($"?limit=1&cursor={first.GetProperty("cursor").GetString()}")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind=WRONG", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("state=waiting", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("limit=0", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("cursor=x", HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID")]
    public async Task A_question_that_cannot_be_is_refused(string query, HttpStatusCode status, string code) =>
        _ = await ProblemAssert.IsAsync(await app.GetAsync($"/api/reconciliations?{query}"), status, code);

    [Fact]
    public async Task Only_the_days_that_were_asked_for_are_compared()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });

        JsonElement execution = await RunAsync(body: """{"from":"2026-03-07T12:00:00Z","to":"2026-03-08T12:00:00Z"}""");

        Assert.Equal([new DateOnly(2026, 3, 6), new DateOnly(2026, 3, 7), new DateOnly(2026, 3, 8)], lister.Asked);
        Assert.Empty(await ItemsAsync());
        Assert.Equal("2026-03-07T12:00:00Z", execution.GetProperty("request").GetProperty("from").GetString());
        Assert.Equal((3, "live"), (execution.GetProperty("pages").GetInt32(), execution.GetProperty("mode").GetString()));
    }

    [Fact]
    public async Task Only_the_order_that_was_asked_for_is_compared()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });
        await AddAsync("line", static listed => listed with { Lines = [new ListedOrderLine(new LineNumber(1), DistributorSku.Parse("A"), 1, 20)] });

        JsonElement execution = await RunAsync(body: """{"record":"px-amount"}""");

        Assert.Equal([Yesterday.AddDays(-1), Yesterday], lister.Asked);
        Assert.StartsWith("AMOUNT_DIFFERS", Assert.Single(await ItemsAsync()), StringComparison.Ordinal);
        Assert.Equal(1, execution.GetProperty("counts").GetProperty("read").GetInt32());
    }

    [Fact]
    public async Task A_dry_run_shows_the_differences_and_keeps_none()
    {
        await AddAsync("amount", static listed => listed with { Total = 27 });

        JsonElement execution = await RunAsync(body: """{"dryRun":true}""");

        Assert.Empty(await ItemsAsync());
        JsonElement item = Assert.Single((await app.GetJsonAsync($"/api/executions/{Id(execution)}/items")).GetProperty("items").EnumerateArray());
        Assert.Equal(("AMOUNT_DIFFERS", "test"), (item.GetProperty("code").GetString(), execution.GetProperty("mode").GetString()));
    }

    [Fact]
    public async Task It_says_which_parts_it_takes() => Assert.Equal(
        ["window", "record", "dryRun"],
        (await app.GetJsonAsync("/api/flows/lister.reconcile")).GetProperty("parts").EnumerateArray().Select(static part => part.GetString()));

    /// <summary>An order that agrees, and one for each kind.</summary>
    private async Task PlantAsync()
    {
        await AddAsync("fine", static listed => listed);
        lister.Orders.Add((Yesterday, new ListedOrder { DistributorOrderNumber = "T-STRANGE", Status = "Open", Total = 20, Currency = "USD" }));
        await AddAsync("missing", null);
        await AddAsync("amount", static listed => listed with { Total = 27 });
        await AddAsync("line", static listed => listed with { Lines = [new ListedOrderLine(new LineNumber(1), DistributorSku.Parse("A"), 1, 20)] });
        await AddAsync("cancelled", static listed => listed with { IsCancelled = true, Status = "Canceled" });
        await AddAsync("invoiced", static listed => listed with { IsInvoiced = true, HasInvoice = false, Status = "Invoiced" });
        await AddAsync("serials", static listed => listed with { IsInvoiced = true, HasInvoice = true, Lines = [listed.Lines![0] with { IsGoods = true }], SerialCount = 1 });
        await AddAsync("held", static listed => listed with { IsOnHold = true, Status = "On hold" });
    }

    private Task AddAsync(string id, Func<ListedOrder, ListedOrder>? listed) => AddAsync(id, listed, app.Clock.GetUtcNow().AddDays(-1));

    /// <summary>An order of two A at 10.00, and what the distributor lists of it; null for nothing.</summary>
    private async Task AddAsync(string id, Func<ListedOrder, ListedOrder>? listed, DateTimeOffset? sent)
    {
        PurchaseOrderNumber number = PurchaseOrderNumber.Parse($"PX-{id}");
        DateTimeOffset at = sent ?? app.Clock.GetUtcNow().AddDays(-1);
        OrderRecord record = new()
        {
            Order = new SalesOrder
            {
                OrderId = id,
                Source = OrderSource.Api,
                Lines = [new SalesOrderLine { LineNumber = new LineNumber(1), Sku = "A", Quantity = 2 }],
                PurchaseOrders =
                [
                    new PurchaseOrder
                    {
                        Number = number,
                        Distributor = lister.Code,
                        Currency = "USD",
                        Phase = PurchasePhase.Acknowledged,
                        Lines = [new PurchaseOrderLine { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("A"), Quantity = 2, UnitPrice = 10 }],
                    },
                ],
            },
            ReceivedAt = at,
            ChangedAt = at,
            Attempts = [new PurchaseAttempt { Number = number, Sends = 1, SendingAt = sent, AcknowledgedAt = at }],
        };
        Assert.True(await app.Get<IOrderStore>().TryAddAsync(record, [], default));
        _ = await app.Get<IOrderNumberStore>().ClaimAsync(lister.Code, [number.Value], id, default);
        if (listed is not null)
        {
            lister.Orders.Add((Yesterday, listed(new ListedOrder
            {
                PurchaseOrderNumber = number.Value, DistributorOrderNumber = $"T-{id.ToUpperInvariant()}", Status = "Open", Total = 20, Tax = 2, Currency = "USD",
                Lines = [new ListedOrderLine(new LineNumber(1), DistributorSku.Parse("A"), 2, 10)],
            })));
        }
    }

    private async Task<JsonElement> RunAsync(TimeSpan after = default, string? body = null)
    {
        app.Clock.Advance(after);
        const string path = "/api/flows/lister.reconcile/run";
        string id = Id(await (await (body is null ? app.PostAsync(path) : app.PostJsonAsync(path, body))).JsonAsync());
        Assert.Null(await app.DeliverAsync("RunFlow", Assert.Single(await app.TakeMessagesAsync())));
        return await app.GetJsonAsync($"/api/executions/{id}");
    }

    private async Task<string[]> ItemsAsync(string query = "") =>
    [
        .. (await app.GetJsonAsync($"/api/reconciliations{query}")).GetProperty("items").EnumerateArray().Select(static item =>
            $"{item.GetProperty("kind")} {item.GetProperty("orderId")} {item.GetProperty("purchaseOrderNumber")} {item.GetProperty("distributorOrderNumber")}"
            + $" | {item.GetProperty("ours")} | {item.GetProperty("theirs")} | {item.GetProperty("state")}"),
    ];

    private async Task<string> OnlyAsync(string member) =>
        Assert.Single((await app.GetJsonAsync("/api/reconciliations")).GetProperty("items").EnumerateArray()).GetProperty(member).GetString()!;

    private static string Id(JsonElement execution) => execution.GetProperty("id").GetString()!;
}
