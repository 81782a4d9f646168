using System.Net;
using System.Text;
using Azure.Storage.Blobs;
using Pipeline.FunctionsHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.FunctionsHost.Tests.Triggers;

public sealed class TimerTests : IAsyncLifetime
{
    private HostRun? _run;

    private HostRun Run => _run!;

    public async Task InitializeAsync() => _run = await HostRun.PrepareAsync();

    public async Task DisposeAsync() => await Run.DisposeAsync();

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_at_start_and_marked()
    {
        BlobClient status = Status("Ticks");
        await Run.Container("azure-webjobs-hosts").CreateIfNotExistsAsync();
        await status.UploadAsync(BinaryData.FromString(
            """{"Last":"2019-01-01T00:00:00Z","Next":"2020-01-01T00:00:00Z","LastUpdated":"2019-01-01T00:00:00Z"}"""));

        await Run.StartAsync();

        await Run.SawAsync("tick past due True");
        await WaitFor.TrueAsync(async () => !(await status.DownloadContentAsync()).Value.Content.ToString()
            .Contains("2020-01-01T00:00:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_timer_keeps_its_status_in_a_blob_and_can_be_run_by_hand()
    {
        await Run.StartAsync();
        using StringContent body = new("{}", Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await Run.Http.PostAsync("admin/functions/Ticks", body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Run.SawAsync("tick past due False");
        await WaitFor.TrueAsync(async () => await Status("Ticks").ExistsAsync() && await Status("Yearly").ExistsAsync());
    }

    private BlobClient Status(string function) =>
        Run.Container("azure-webjobs-hosts").GetBlobClient($"timers/{Run.Name}/Host.Functions.{function}/status");
}
