using System.Diagnostics;
using Pipeline.LocalHost.Tests.Support;

namespace Pipeline.LocalHost.Tests.Life;

public sealed class WhenTheWorkerDiesAgain
{
    [Fact]
    public async Task The_second_restart_waits_for_ten_seconds_since_the_first_and_the_third_death_ends_the_host()
    {
        await using HostRun run = await HostRun.StartAsync();

        await run.KillWorkerAsync();
        int second = await run.WorkerAsync();
        long restarted = Stopwatch.GetTimestamp();
        await run.KillWorkerAsync(second);
        int third = await run.WorkerAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(restarted), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(40));

        await run.KillWorkerAsync(third);

        Assert.Equal(1, await run.ExitAsync(TimeSpan.FromSeconds(60)));
        Assert.Contains(run.Log, line => line.Contains("Exceeded language worker restart retry count", StringComparison.Ordinal));
    }
}
