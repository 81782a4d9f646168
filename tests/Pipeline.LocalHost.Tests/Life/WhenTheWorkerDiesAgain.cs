using System.Diagnostics;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Life;

/// <summary>Three deaths. One activity at a time may run, so the next one is called while there is no worker.</summary>
public sealed class WhenTheWorkerDiesAgain
{
    [Fact]
    public async Task The_second_restart_waits_the_third_death_ends_the_host_and_activities_that_find_no_worker_are_tried_again()
    {
        await using HostRun run = await HostRun.StartAsync(("AzureFunctionsJobHost__extensions__durableTask__maxConcurrentActivityFunctions", "1"));

        await run.KillWorkerAsync();
        int second = await run.WorkerAsync();
        long restarted = Stopwatch.GetTimestamp();
        (string hit, string spared) = await StartTwoAsync(run, "one", "two");
        await run.KillWorkerAsync(second);
        await run.SawAsync("activity two");
        int third = await run.WorkerAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(restarted), TimeSpan.FromSeconds(7), HostRun.Patience);
        Assert.Contains("dotnet exited with code 137", await run.OutputAsync(hit), StringComparison.Ordinal);
        run.Lay("two");
        Assert.Equal("waited", await run.OutputAsync(spared));

        (_, string atTheEnd) = await StartTwoAsync(run, "three", "four");
        await run.KillWorkerAsync(third);
        Assert.Equal(1, await run.ExitAsync(HostRun.Patience));
        Assert.Contains(run.Log, static line => line.Contains("Exceeded language worker restart retry count", StringComparison.Ordinal));
        Assert.DoesNotContain("activity four", run.Journal);

        run.Lay("three");
        run.Lay("four");
        await run.StartAsync();
        Assert.Equal("waited", await run.OutputAsync(atTheEnd));
    }

    /// <summary>Starts two orchestrations; the first one's activity runs, the second one's waits in its queue.</summary>
    private static async Task<(string First, string Second)> StartTwoAsync(HostRun run, string first, string second)
    {
        string running = await run.StartFlowAsync("WaitFlow", first);
        await run.SawAsync($"activity {first}");
        string queued = await run.StartFlowAsync("WaitFlow", second);
        await WaitFor.TrueAsync(async () => (string?)(await run.InstanceAsync(queued))?["runtimeStatus"] == "Running", HostRun.Patience, "its turn has run");
        return (running, queued);
    }
}
