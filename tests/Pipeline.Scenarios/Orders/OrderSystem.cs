using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Orders;

/// <summary>The whole system with a catalogue, and the simulated services of Ingram Micro that push to it.</summary>
internal sealed class OrderSystem : IAsyncDisposable
{
    /// <summary>Settings with which what has died is taken up within minutes.</summary>
    public static readonly (string Name, string Value)[] Soon = [("Orders__AskAgainMinutes", "1"), ("Orders__ReviewMarginMinutes", "1")];

    /// <summary>Settings with which another system on this machine may be told of events.</summary>
    public static readonly (string Name, string Value)[] Told =
        [("Subscriptions__SigningKey", "scenario-signing-key-of-32-characters"), ("Subscriptions__AllowPrivateAddresses", "true")];

    /// <summary>Password of the services; must never be seen again.</summary>
    public const string Password = "scenario-password";

    /// <summary>Key of the postback.</summary>
    public const string PushKey = "scenario-push-key";

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(300);

    private OrderSystem(PipelineSystem pipeline, IngramMicroServicesSimulator ingram) => (Pipeline, Ingram) = (pipeline, ingram);

    /// <summary>The system.</summary>
    public PipelineSystem Pipeline { get; }

    /// <summary>The distributor.</summary>
    public IngramMicroServicesSimulator Ingram { get; }

    /// <summary>Who orders: name and street.</summary>
    public (string Name, string Street) Customer { get; set; } = ("Example SARL", "1 rue de l'Exemple");

    /// <summary>Starts both, with the sample price file in the catalogue.</summary>
    public static Task<OrderSystem> StartAsync(string profile, params (string Name, string Value)[] extra) =>
        StartFromAsync(BuiltParts.App, profile, extra);

    /// <summary>Starts both with the app in a folder, with the sample price file in the catalogue.</summary>
    public static async Task<OrderSystem> StartFromAsync(string app, string profile, params (string Name, string Value)[] extra)
    {
        IngramMicroServicesSimulator ingram = await IngramMicroServicesSimulator.StartAsync(
            new ServicesOptions { UserName = "FR_123456XM", Password = Password, Delays = ServiceDelays.Each(Step) });
        PipelineSystem? pipeline = null;
        try
        {
            pipeline = await PipelineSystem.StartFromAsync(app, [.. Settings(ingram, profile), .. extra]);
            var system = new OrderSystem(pipeline, ingram);
            await system.ForgetAsync();
            await system.LoadCatalogAsync();
            return system;
        }
        catch
        {
            await (pipeline?.DisposeAsync() ?? ValueTask.CompletedTask);
            await ingram.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the sample price file into the catalogue.</summary>
    public async Task LoadCatalogAsync()
    {
        Pipeline.Upload(FeedKind.Price, SampleFiles.Read(FeedKind.Price), new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));
        _ = await Pipeline.RunFlowAsync("ingram.price", "succeeded");
    }

    /// <summary>The distributor forgets what it knows, and pushes to the app from now on.</summary>
    public async Task ForgetAsync()
    {
        await Ingram.ResetAsync();
        Ingram.Push = new PushOptions { Url = new Uri(Pipeline.Http.BaseAddress!, "/api/notifications/ingram-micro"), Key = PushKey };
    }

    /// <summary>Places a new order.</summary>
    public Task<JsonNode> PlaceAsync(string key, params (string Sku, int Quantity)[] lines) =>
        PlaceAsync(key, HttpStatusCode.Created, lines);

    /// <summary>Posts an order and expects an answer.</summary>
    public async Task<JsonNode> PlaceAsync(string key, HttpStatusCode expected, params (string Sku, int Quantity)[] lines)
    {
        (HttpStatusCode status, string text) = await PostAsync(key, lines);
        Assert.True(status == expected, $"{(int)status} {text}");
        return JsonNode.Parse(text)!;
    }

    /// <summary>Posts an order that may have been posted before.</summary>
    /// <exception cref="HttpRequestException">Nobody answered, or the system is being killed.</exception>
    public async Task<JsonNode> PlaceOrRepeatAsync(string key, params (string Sku, int Quantity)[] lines)
    {
        (HttpStatusCode status, string text) = await PostAsync(key, lines);
        Assert.True(status is HttpStatusCode.Created or HttpStatusCode.OK || (int)status >= 500, $"{(int)status} {text}");
        return (int)status < 500 ? JsonNode.Parse(text)! : throw new HttpRequestException(text, null, status);
    }

    private static (string Name, string Value)[] Settings(IngramMicroServicesSimulator ingram, string profile)
    {
        const string services = "Distributors__IngramMicro__Services__";
        return
        [
            (services + "Url", (profile == "c1" ? ingram.C1 : ingram.Genesis).ToString()),
            (services + "Profile", profile),
            (services + "UserName", "FR_123456XM"),
            (services + "Password", Password),
            (services + "CustomerNumber", "FR000000"),
            (services + "SenderId", "2990000001016"),
            (services + "ReceiverId", "2990000002013"),
            (services + "CountryCode", "FR"),
            ("Distributors__IngramMicro__Push__Key", PushKey),
        ];
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string key, (string Sku, int Quantity)[] lines)
    {
        var body = new JsonObject
        {
            ["shipTo"] = new JsonObject
            {
                ["name"] = Customer.Name, ["street"] = Customer.Street, ["postalCode"] = "69002", ["city"] = "Lyon", ["country"] = "FR",
            },
            ["lines"] = new JsonArray([.. lines.Select((line, index) => new JsonObject
            {
                ["lineNumber"] = index + 1, ["distributor"] = "ingram-micro", ["sku"] = line.Sku, ["quantity"] = line.Quantity,
            })]),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/orders")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", key);
        using HttpResponseMessage answer = await Pipeline.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Waits until an order is in a state.</summary>
    public Task<JsonNode> UntilAsync(JsonNode placed, string state) =>
        UntilAsync((string)placed["orderId"]!, state, TimeSpan.FromSeconds(60));

    /// <summary>Waits until an order is in a state.</summary>
    public async Task<JsonNode> UntilAsync(string orderId, string state, TimeSpan limit)
    {
        JsonNode? last = null;
        try
        {
            return await WaitFor.ValueAsync(
                async () => (string?)(last = await Pipeline.TryGetAsync($"/api/orders/{orderId}"))?["state"] == state ? last : null,
                limit,
                $"the order is {state}");
        }
        catch (Exception late)
        {
            throw new InvalidOperationException($"{late.Message}\n{last}\n{await Pipeline.TryGetAsync($"/api/orders/{orderId}/timeline")}\n{Pipeline.Console.End}", late);
        }
    }

    /// <summary>Waits until an order is complete and every message about it is taken up: an invoice may overtake a despatch advice.</summary>
    public async Task<JsonNode> UntilToldAsync(JsonNode placed, TimeSpan limit)
    {
        string orderId = (string)placed["orderId"]!;
        _ = await UntilAsync(orderId, "complete", limit);
        await WaitFor.TrueAsync(
            async () => Ingram.Ledger.Orders.SelectMany(order => order.Purchases).SelectMany(purchase => purchase.Messages)
                    .All(message => message.State == PushState.Delivered)
                && (await Pipeline.TryGetAsync("/api/notifications"))?["items"]!.AsArray().All(message => message!["handledAt"] is not null) == true,
            limit,
            "every message is taken up");
        return await Pipeline.GetAsync($"/api/orders/{orderId}");
    }

    /// <summary>Waits until all orders are in a state; the limit is for all of them.</summary>
    public async Task<JsonNode[]> UntilAllAsync(IReadOnlyCollection<string> orderIds, string state, TimeSpan limit)
    {
        // One after the other: callers for each order at once would keep the system busy with answering them.
        long started = Stopwatch.GetTimestamp();
        var reached = new List<JsonNode>(orderIds.Count);
        foreach (string orderId in orderIds)
        {
            reached.Add(await UntilAsync(orderId, state, limit - Stopwatch.GetElapsedTime(started)));
        }

        return [.. reached];
    }

    /// <summary>Waits until an order is complete: bought once, and what the distributor told of it and was acknowledged is kept and handled.</summary>
    public async Task AssertEndsAsync(string orderId, TimeSpan limit)
    {
        JsonNode order = await UntilAsync(orderId, "complete", limit);
        string number = (string)Assert.Single(order["purchaseOrders"]!.AsArray())!["purchaseOrderNumber"]!;
        LedgerEntry bought = Ingram.Ledger.Find(number) ?? throw new InvalidOperationException($"{number} was not bought.");
        Assert.Equal(1, bought.TimesBought);
        await WaitFor.TrueAsync(
            () => Ingram.Ledger.Find(number)!.Purchases.SelectMany(static purchase => purchase.Messages).All(static push => push.State == PushState.Delivered),
            limit,
            $"every message about {number} is delivered");
        _ = await AssertKeptAsync(Ingram.Ledger.Find(number)!, limit);
    }

    /// <summary>Waits until every acknowledged message about an order is handled; each is kept as it was sent.</summary>
    /// <returns>Acknowledged messages.</returns>
    public async Task<int> AssertKeptAsync(LedgerEntry entry, TimeSpan limit)
    {
        PushAttempt[] acknowledged =
        [
            .. entry.Purchases.SelectMany(static purchase => purchase.Messages).SelectMany(static push => push.Attempts)
                .Where(static attempt => attempt.Status == (int)HttpStatusCode.OK),
        ];
        foreach (PushAttempt attempt in acknowledged)
        {
            // An order may be complete before the last message about it has had its turn, for example a repetition.
            JsonNode kept = await WaitFor.ValueAsync(
                async () => await Pipeline.TryGetAsync($"/api/notifications/{attempt.AnsweredId}") is { } found && found["handledAt"] is not null ? found : null,
                limit,
                $"message {attempt.AnsweredId} is handled");
            Assert.Equal(attempt.SentSha256, (string?)kept["sha256"]);
            Assert.True((string?)kept["state"] is "accepted" or "duplicate", kept.ToJsonString());
        }

        return acknowledged.Length;
    }

    /// <summary>The order's timeline.</summary>
    public async Task<JsonArray> TimelineAsync(JsonNode placed) =>
        (await Pipeline.GetAsync($"/api/orders/{placed["orderId"]}/timeline"))["items"]!.AsArray();

    /// <summary>Reads text.</summary>
    public Task<string> TextAsync(string path) => Pipeline.Http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Pipeline.DisposeAsync();
        await Ingram.DisposeAsync();
    }
}
