using Azure.Storage.Blobs;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Tests.Hosting;

namespace Pipeline.LocalHost.Tests.Timers;

[Collection(StorageCollection.Name)]
public sealed class TimerTriggerTests(AzuriteServer storage)
{
    [Fact]
    public async Task A_timer_fires_by_the_setting_that_its_schedule_names()
    {
        using TestApp app = App("%SWEEP_CRON%").WithSetting("SWEEP_CRON", "* * * * * *").Write();

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(() => app.Calls("Sweep").Count >= 2, "the timer fires twice");
        Assert.False((bool)app.Calls("Sweep")[0]["data"]!["timer"]!["IsPastDue"]!);
        Assert.Equal(JTokenType.Null, app.Calls("Sweep")[0]["data"]!["timer"]!["ScheduleStatus"]!.Type);
    }

    [Fact]
    public async Task A_timer_never_overlaps_itself()
    {
        using TestApp app = App("* * * * * *").Write().WithRule("Sweep", """{"delayMs":1500}""");

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(() => app.Calls("Sweep", "end").Count >= 2, "two calls end");
        long end = (long)app.Calls("Sweep", "end")[0]["at"]!;
        long next = (long)app.Calls("Sweep")[1]["at"]!;
        Assert.True(next >= end, $"the second call began at {next}, before the first ended at {end}");
    }

    [Fact]
    public async Task An_occurrence_missed_while_the_host_was_off_runs_once_as_past_due()
    {
        using TestApp app = App("0 0 3 1 1 *").Write();
        BlobClient status = Status(app);
        await storage.Blobs.GetBlobContainerClient("azure-webjobs-hosts").CreateIfNotExistsAsync();
        await status.UploadAsync(BinaryData.FromString(
            """{"Last":"2020-01-01T03:00:00+00:00","Next":"2021-01-01T03:00:00+00:00","LastUpdated":"2020-01-01T03:00:00+00:00"}"""));

        await using (await FunctionsHost.StartAsync(app.Options, CancellationToken.None))
        {
            await Eventually.TrueAsync(() => app.Calls("Sweep", "end").Count == 1, "the missed call runs");
            await Eventually.TrueAsync(
                async () => (string?)(await ReadAsync(status))["Next"] != "2021-01-01T03:00:00+00:00", "the status moves on");
        }

        await using FunctionsHost again = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        JObject call = Assert.Single(app.Calls("Sweep"));
        Assert.True((bool)call["data"]!["timer"]!["IsPastDue"]!);
        Assert.StartsWith("2020-01-01T03:00:00", (string?)call["data"]!["timer"]!["ScheduleStatus"]!["Last"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_start_writes_a_status_and_calls_nothing()
    {
        using TestApp app = App("0 0 3 1 1 *").Write();

        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);

        await Eventually.TrueAsync(async () => await Status(app).ExistsAsync(), "the status is written");
        JObject status = await ReadAsync(Status(app));
        Assert.Contains("-01-01T03:00:00", (string?)status["Next"], StringComparison.Ordinal);
        Assert.Empty(app.Calls("Sweep"));
    }

    [Fact]
    public async Task A_person_starts_a_timer_through_the_admin_api()
    {
        using TestApp app = App("0 0 3 1 1 *").Write();
        await using FunctionsHost host = await FunctionsHost.StartAsync(app.Options, CancellationToken.None);
        using HttpClient client = new(new SocketsHttpHandler()) { BaseAddress = host.Address };

        using HttpResponseMessage answer = await client.PostAsync(
            "admin/functions/Sweep", new StringContent("""{"input":""}"""));

        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        await Eventually.TrueAsync(() => app.Calls("Sweep").Count == 1, "the timer runs");
    }

    private TestApp App(string schedule) => new TestApp(storage).WithFunction(
        "Sweep", $$"""{"type":"timerTrigger","direction":"in","name":"timer","schedule":"{{schedule}}"}""");

    private BlobClient Status(TestApp app) => storage.Blobs.GetBlobContainerClient("azure-webjobs-hosts")
        .GetBlobClient($"timers/{app.Options.HostId}/Host.Functions.Sweep/status");

    private static async Task<JObject> ReadAsync(BlobClient blob) =>
        Newtonsoft.Json.JsonConvert.DeserializeObject<JObject>(
            (await blob.DownloadContentAsync()).Value.Content.ToString(),
            new Newtonsoft.Json.JsonSerializerSettings { DateParseHandling = Newtonsoft.Json.DateParseHandling.None })!;
}
