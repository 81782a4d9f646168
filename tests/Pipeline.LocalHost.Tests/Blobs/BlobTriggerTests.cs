using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Blobs;

[Collection(StorageCollection.Name)]
public sealed class BlobTriggerTests(AzuriteServer storage) : IAsyncLifetime
{
    private readonly string _name = $"c{Guid.NewGuid():N}";
    private BlobContainerClient _container = null!;

    public async Task InitializeAsync()
    {
        _container = storage.Blobs.GetBlobContainerClient(_name);
        await _container.CreateAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_blob_is_handed_over_by_reference_with_the_captures_of_its_path()
    {
        using TestApp app = App(deferred: true);
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await UploadAsync("ingram/price/été 1.csv", "sku;price");

        await Eventually.TrueAsync(() => app.Calls("Landed").Count == 1, "the function is called");
        JObject call = app.Calls("Landed")[0];
        Assert.Equal("AzureStorageBlobs", (string?)call["data"]!["blob"]!["Source"]);
        Assert.Equal("\"ingram/price/été 1.csv\"", (string?)call["metadata"]!["name"]);
        Assert.Equal(
            $"\"{_container.Uri}/ingram/price/%C3%A9t%C3%A9%201.csv\"", (string?)call["metadata"]!["Uri"]);
        Assert.Equal(9, (int?)call["metadata"]!["Properties"]!["ContentLength"]);
    }

    [Fact]
    public async Task Without_deferred_binding_the_content_travels_as_base64()
    {
        using TestApp app = App(deferred: false);
        await UploadAsync("a.csv", "sku;qty");

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(() => app.Calls("Landed").Count == 1, "the function is called");
        Assert.Equal("c2t1O3F0eQ==", (string?)app.Calls("Landed")[0]["data"]!["blob"]);
    }

    [Fact]
    public async Task A_version_is_handed_over_once_also_after_a_restart_and_a_new_version_again()
    {
        using TestApp app = App(deferred: true);
        await UploadAsync("a.csv", "one");
        await using (await FunctionsHost.StartAsync(app.Options, CancellationToken.None))
        {
            await Eventually.TrueAsync(() => app.Calls("Landed", "end").Count == 1, "the first call ends");
        }

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        await UploadAsync("b.csv", "marks the time");
        await Eventually.TrueAsync(() => app.Calls("Landed").Count == 2, "the second blob is called");
        await UploadAsync("a.csv", "two");

        await Eventually.TrueAsync(() => app.Calls("Landed").Count == 3, "the new version is called");
        Assert.Equal(
            ["\"a.csv\"", "\"b.csv\"", "\"a.csv\""],
            app.Calls("Landed").Select(call => (string)call["metadata"]!["name"]!));
    }

    [Fact]
    public async Task A_blob_that_fails_five_times_leaves_a_poison_message()
    {
        using TestApp app = App(deferred: true).WithRule("Landed", """{"status":500}""");
        await UploadAsync("bad.csv", "?");
        QueueClient poison = storage.Queues.GetQueueClient("webjobs-blobtrigger-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.ClearMessagesAsync();

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(
            async () => (await poison.GetPropertiesAsync()).Value.ApproximateMessagesCount == 1, "the poison message comes");
        Assert.Equal(5, app.Calls("Landed").Count);
        string text = (await poison.PeekMessageAsync()).Value.Body.ToString();
        JObject message = JObject.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(text)));
        Assert.Equal("Host.Functions.Landed", (string?)message["FunctionId"]);
        Assert.Equal(_name, (string?)message["ContainerName"]);
        Assert.Equal("bad.csv", (string?)message["BlobName"]);
    }

    [Fact]
    public async Task A_blob_survives_the_death_of_the_host_during_its_call()
    {
        using TestApp app = App(deferred: true).WithRule("Landed", """{"delayMs":60000}""");
        await UploadAsync("a.csv", "precious");
        using (HostProcess first = HostProcess.Start(app, 0))
        {
            await Eventually.TrueAsync(() => app.Calls("Landed").Count == 1, "the call begins");
            await first.KillAsync();
        }

        app.WithRule("Landed", "{}");
        using HostProcess second = HostProcess.Start(app, 0);

        await Eventually.TrueAsync(() => app.Calls("Landed", "end").Count == 1, "the call ends");
    }

    private TestApp App(bool deferred) => new TestApp(storage)
        .WithFunction(
            "Landed",
            $$$"""{"type":"blobTrigger","direction":"in","name":"blob","path":"{{{_name}}}/{*name}","source":"EventGrid","properties":{"supportsDeferredBinding":"{{{(deferred ? "true" : "false")}}}"} }""")
        .Write();

    private async Task UploadAsync(string name, string text) =>
        await _container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);
}
