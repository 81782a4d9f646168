using System.Net;
using System.Text;
using Azure.Storage.Blobs;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Triggers;

public sealed class TimerTests(TimerTests.HostWithAMissedRun host) : IClassFixture<TimerTests.HostWithAMissedRun>
{
    private HostRun Run => host.Run;

    [Fact]
    public async Task A_run_missed_while_the_host_was_down_is_made_up_at_start_and_marked()
    {
        await Run.SawAsync("new year past due True");

        BlobClient status = Status(Run, "NewYear");
        await WaitFor.TrueAsync(async () => !(await status.DownloadContentAsync()).Value.Content.ToString()
            .Contains("2020-01-01T00:00:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timer_runs_by_the_setting_that_its_schedule_names()
    {
        await WaitFor.TrueAsync(() => Run.Journal.Count(static line => line == "tick") >= 2);

        Assert.False((await Status(Run, "Ticks").ExistsAsync()).Value, "less than a minute apart");
    }

    [Fact]
    public async Task A_timer_that_is_not_due_notes_its_next_run_and_can_be_run_by_hand()
    {
        await WaitFor.TrueAsync(async () => await Status(Run, "Midsummer").ExistsAsync());
        Assert.DoesNotContain(Run.Journal, static line => line.StartsWith("midsummer", StringComparison.Ordinal));
        using StringContent body = new("{}", Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await Run.Http.PostAsync("admin/functions/Midsummer", body);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Run.SawAsync("midsummer past due False");
    }

    private static BlobClient Status(HostRun run, string function) =>
        run.Container("azure-webjobs-hosts").GetBlobClient($"timers/{run.Name}/Host.Functions.{function}/status");

    public sealed class HostWithAMissedRun : RunningHost
    {
        private protected override async Task<HostRun> PrepareAsync()
        {
            HostRun run = await HostRun.PrepareAsync(("Tick", "* * * * * *"));
            await run.Container("azure-webjobs-hosts").CreateIfNotExistsAsync();
            await Status(run, "NewYear").UploadAsync(BinaryData.FromString(
                """{"Last":"2019-01-01T00:00:00Z","Next":"2020-01-01T00:00:00Z","LastUpdated":"2019-01-01T00:00:00Z"}"""));
            return run;
        }
    }
}
