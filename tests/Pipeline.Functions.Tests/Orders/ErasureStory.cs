using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Notifications;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;
using Pipeline.TestSupport;

namespace Pipeline.Functions.Tests.Orders;

/// <summary>An order whose customer's data has gone everywhere it can go, while another customer's order runs beside it.</summary>
internal sealed class ErasureStory(PipelineApp app, CutWire wire, string connection) : IAsyncDisposable
{
    /// <summary>Whatever says who the customer is, as the samples of pushed messages have it too.</summary>
    public static readonly string[] Personal =
        ["Élodie Garançon", "12 rue de l'Étuve", "Bâtiment C", "elodie@example.com", "+33 6 39 98 12 34", "DOSSIER-4711"];

    private const string Order =
        """
        {"placedElsewhere":{"purchaseOrderNumber":"PX26000187","distributorOrderNumber":"8003124571"},
         "shipTo":{"name":"Élodie Garançon","street":["12 rue de l'Étuve","Bâtiment C"],"postalCode":"69002","city":"Lyon",
                   "country":"FR","mail":"elodie@example.com","phone":"+33 6 39 98 12 34"},
         "endUserReference":"DOSSIER-4711",
         "lines":[{"sku":"7100231","quantity":3,"maxUnitPrice":612.40}]}
        """;

    private const string Other =
        """
        {"placedElsewhere":{"purchaseOrderNumber":"PX26000999"},
         "shipTo":{"name":"Bo Other","street":"9 quai Autre","postalCode":"59000","city":"Lille","country":"FR"},
         "lines":[{"sku":"7100552","quantity":1,"maxUnitPrice":71.85}]}
        """;

    public PipelineApp App => app;

    public CutWire Wire => wire;

    public string OrderId { get; private set; } = string.Empty;

    /// <summary>Ids of the messages by what they are.</summary>
    public Dictionary<string, string> Messages { get; } = [];

    /// <summary>Ids of the calls by what they are.</summary>
    public Dictionary<string, string> Calls { get; } = [];

    public static async Task<ErasureStory> TellAsync(StorageEmulator storage)
    {
        await storage.EmptyBlobsAsync();
        CutWire wire = new();
        HttpClientTransport transport = new(wire);
        PipelineApp app = await PipelineApp.StartAsync(
            storage,
            services => services
                .AddSingleton(_ => new TableServiceClient(storage.ConnectionString, new TableClientOptions { Transport = transport }))
                .AddSingleton(_ => new BlobServiceClient(storage.ConnectionString, new BlobClientOptions { Transport = transport })),
            "--Distributors:IngramMicro:Push:AllowedAddresses", "127.0.0.0/8");
        ErasureStory story = new(app, wire, storage.ConnectionString);
        await story.HappenAsync();
        return story;
    }

    public Task<HttpResponseMessage> EraseAsync() => app.DeleteAsync($"/api/orders/{OrderId}/personal-data");

    public Task<IReadOnlyList<string>> LeftAsync() => StorageScan.FindAsync(connection, [.. Personal, "12 rue de l’Étuve"]);

    /// <summary>Pushes a message and hands it to the function, as the host does.</summary>
    public async Task<string> PushAsync(string name, byte[] body)
    {
        using HttpResponseMessage answer = await app.Http.SendAsync(PushApp.Request(PushApp.Path, body));
        await HandleAsync(answer.IsSuccessStatusCode ? 1 : 0);
        JsonElement latest = (await app.GetJsonAsync("/api/notifications?limit=1")).GetProperty("items")[0];
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return Messages[name] = latest.GetProperty("id").GetString()!;
    }

    /// <summary>Hands requests to the function until so many messages were in them.</summary>
    public async Task HandleAsync(int count)
    {
        QueueClient queue = app.Get<QueueServiceClient>().GetQueueClient(StorageNames.NotificationsQueue);
        for (int handled = 0; handled < count;)
        {
            QueueMessage message = await WaitFor.ValueAsync(async () => await queue.ExistsAsync() ? (await queue.ReceiveMessageAsync()).Value : null);
            _ = await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
            string text = Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
            Assert.Null(await app.CallAsync("HandleNotification", text));
            handled += JsonDocument.Parse(text).RootElement.GetProperty("ids").GetArrayLength();
        }
    }

    public async Task EndAsync() => Assert.NotNull(await app.Get<OrderUpdater>().UpdateAsync(
        OrderId,
        static change => change.Record = change.Record with { Order = change.Record.Order with { IsCancelled = true } },
        CancellationToken.None));

    public static string Sample(string name) => Encoding.UTF8.GetString(PushApp.Sample(name));

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        wire.Dispose();
    }

    private async Task HappenAsync()
    {
        OrderId = await app.PlaceAsync(Order);
        _ = await app.PlaceAsync(Other);
        Calls["orderCreate"] = await CallAsync("orderCreate", "PX26000187", $"<OrderCreateRequest>{Address}</OrderCreateRequest>", 200);
        Calls["large"] = await CallAsync("orderInquiry", "8003124571", $"<Order>{Address}{Noise()}</Order>", 200);
        Calls["failed"] = await CallAsync("orderCreate", "PX26000187", $"<OrderCreateRequest>{Address}</OrderCreateRequest>", 500);
        Calls["other"] = await CallAsync("orderCreate", "PX26000999", "<OrderCreateRequest><Name>Bo Other</Name></OrderCreateRequest>", 200);

        string response = Sample("order-response.xml").Replace(
            "Article arrêté", "ELODIE GARANCON, 12 rue de l'Etuve: refus", StringComparison.Ordinal);
        _ = await PushAsync("response", Bytes(response));
        _ = await PushAsync("advice", PushApp.Sample("despatch-advice.xml"));
        byte[] invoice = Bytes(Sample("invoice.xml").Replace("</soap:Envelope>", $"<!-- {Noise()} --></soap:Envelope>", StringComparison.Ordinal));
        _ = await PushAsync("invoice", invoice);
        _ = await PushAsync("again", invoice);
        _ = await PushAsync("unknown", Bytes($"<Surprise><PO>px26000187</PO>{Address}</Surprise>"));
        _ = await PushAsync("broken", Bytes($"<Cut><Name>Mme Elodie GARANCON</Name>"));
        _ = await PushAsync("other", Bytes(Sample("order-status.xml").Replace("PX26000187", "PX26000999", StringComparison.Ordinal)));
    }

    private static string Address => string.Concat(Personal.Select(static text => $"<A>{text}</A>"));

    /// <summary>Does not shrink when it is packed, so that it needs a blob.</summary>
    private static string Noise() => Convert.ToHexString(RandomNumberGenerator.GetBytes(60_000));

    private async Task<string> CallAsync(string operation, string subject, string body, int status)
    {
        DateTimeOffset now = app.Clock.GetUtcNow();
        string id = Guid.CreateVersion7(now).ToString("N");
        await app.Get<IExchangeLog>().RecordAsync(
            new Exchange
            {
                Id = id, Partner = "ingram-micro", Operation = operation, Subject = subject, Target = "POST https://example.com/",
                StartedAt = now, Duration = TimeSpan.FromMilliseconds(250), Status = status,
                Fault = status == 200 ? null : "The answer says: Élodie Garançon is not known.",
                Request = Encoding.UTF8.GetBytes(body), Response = Encoding.UTF8.GetBytes(body.Replace("Order", "Answer", StringComparison.Ordinal)),
            },
            CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        return id;
    }
}
