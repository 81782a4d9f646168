using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Triggers;

[Collection(RunningHost.Collection)]
public sealed class BlobTests(RunningHost host)
{
    private HostRun Run => host.Run;

    private BlobContainerClient Landing => Run.Container($"landing-{Run.Name}");

    [Fact]
    public async Task A_landed_blob_is_announced_once_and_each_new_version_again()
    {
        BlobClient blob = await LandAsync("acme/price a+b.csv", "one");
        await Run.SawAsync("blob acme price a+b.csv one");

        await blob.UploadAsync(BinaryData.FromString("two"), overwrite: true);
        await Run.SawAsync("blob acme price a+b.csv two");

        await LandAsync("acme/later", "last");
        await Run.SawAsync("blob acme later last");
        Assert.Equal(2, Run.Journal.Count(line => line.StartsWith("blob acme price a+b.csv ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_blob_beside_the_pattern_is_no_error()
    {
        await LandAsync("without-a-folder", "text");
        await LandAsync("acme/beside", "seen");

        await Run.SawAsync("blob acme beside seen");
        Assert.DoesNotContain(Run.Journal, line => line.Contains("without-a-folder", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host.Functions.Landed", true)]
    [InlineData("Functions.Landed", true)]
    [InlineData("Landed", false)]
    [InlineData("host.functions.landed", false)]
    [InlineData("Host.Functions.Nobody", false)]
    public async Task Every_function_name_is_answered_202_but_only_the_exact_forms_call(string functionName, bool calls)
    {
        string name = Guid.NewGuid().ToString("N");
        BlobClient blob = await LandAsync($"acme/{name}", "text");
        await Run.SawAsync($"blob acme {name} text");

        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(functionName, blob));

        await PostAsync("Host.Functions.Landed", blob);
        await WaitFor.TrueAsync(() => Times(name) == (calls ? 3 : 2), HostRun.Patience, $"{name} ran again");
        Assert.Equal(calls ? 3 : 2, Times(name));
    }

    [Fact]
    public async Task The_same_event_three_times_runs_three_times()
    {
        BlobClient blob = await LandAsync("acme/repeated", "text");
        await Run.SawAsync("blob acme repeated text");

        await PostAsync("Host.Functions.Landed", blob);
        await PostAsync("Host.Functions.Landed", blob);

        await WaitFor.TrueAsync(() => Times("repeated") == 3);
    }

    [Fact]
    public async Task An_event_of_a_blob_that_is_gone_is_202_and_nothing() =>
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync("Host.Functions.Landed", Landing.GetBlobClient("acme/gone")));

    [Fact]
    public async Task A_subscription_is_validated()
    {
        using HttpRequestMessage request = Event(
            "Host.Functions.Landed", "SubscriptionValidation", new JsonArray(new JsonObject
            {
                ["id"] = "1",
                ["topic"] = "t",
                ["subject"] = "",
                ["eventType"] = "Microsoft.EventGrid.SubscriptionValidationEvent",
                ["eventTime"] = "2026-01-01T00:00:00Z",
                ["dataVersion"] = "1",
                ["data"] = new JsonObject { ["validationCode"] = "abc" },
            }));

        using HttpResponseMessage answer = await Run.Http.SendAsync(request);

        Assert.Equal("abc", (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["validationResponse"]!);
    }

    [Fact]
    public async Task A_blob_that_always_fails_is_tried_five_times_at_once_and_ends_in_the_poison_queue()
    {
        BlobContainerClient container = Run.Container($"spoilt-{Run.Name}");
        await container.CreateIfNotExistsAsync();

        await container.UploadBlobAsync("bad.csv", BinaryData.FromString("x"));

        await WaitFor.TrueAsync(() => Run.Journal.Count(line => line == "spoilt bad.csv") == 5);
        QueueClient poison = Run.Queue("webjobs-blobtrigger-poison");
        JsonNode message = await WaitFor.ValueAsync(async () => await poison.ExistsAsync()
            ? (await poison.PeekMessagesAsync(32)).Value.Select(item => JsonNode.Parse(item.Body.ToString())!)
                .FirstOrDefault(item => (string?)item["ContainerName"] == container.Name)
            : null);
        Assert.Equal("Host.Functions.Spoilt", (string?)message["FunctionId"]);
        Assert.Equal("bad.csv", (string?)message["BlobName"]);
        Assert.Equal("BlockBlob", (string?)message["BlobType"]);
    }

    private int Times(string name) => Run.Journal.Count(line => line.StartsWith($"blob acme {name} ", StringComparison.Ordinal));

    private async Task<BlobClient> LandAsync(string name, string text)
    {
        Assert.NotNull(Landing);
        await Landing.CreateIfNotExistsAsync();
        BlobClient blob = Landing.GetBlobClient(name);
        await blob.UploadAsync(BinaryData.FromString(text));
        return blob;
    }

    private async Task<HttpStatusCode> PostAsync(string functionName, BlobClient blob)
    {
        string etag = "none";
        if (await blob.ExistsAsync())
        {
            BlobProperties properties = await blob.GetPropertiesAsync();
            etag = properties.ETag.ToString().Trim('"');
        }

        using HttpRequestMessage request = Event(functionName, "Notification", new JsonArray(new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString(),
            ["topic"] = "t",
            ["subject"] = $"/blobServices/default/containers/{blob.BlobContainerName}/blobs/{blob.Name}",
            ["eventType"] = "Microsoft.Storage.BlobCreated",
            ["eventTime"] = "2026-01-01T00:00:00Z",
            ["dataVersion"] = "1",
            ["data"] = new JsonObject { ["api"] = "PutBlob", ["eTag"] = etag, ["blobType"] = "BlockBlob", ["url"] = blob.Uri.ToString() },
        }));
        using HttpResponseMessage answer = await Run.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static HttpRequestMessage Event(string functionName, string type, JsonArray events) =>
        new(HttpMethod.Post, $"runtime/webhooks/blobs?functionName={functionName}")
        {
            Content = new StringContent(events.ToJsonString(), Encoding.UTF8, "application/json"),
            Headers = { { "aeg-event-type", type } },
        };
}
