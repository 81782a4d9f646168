namespace Pipeline.Faults.Time;

public sealed class SimulationTests
{
    private readonly Simulation simulation = new(1);

    [Fact]
    public void A_day_passes_without_waiting()
    {
        Incarnation process = new(simulation, 1);
        List<DateTimeOffset> ticks = [];
        process.Run(async () =>
        {
            using PeriodicTimer timer = new(TimeSpan.FromHours(8), process.Clock);
            while (await timer.WaitForNextTickAsync())
            {
                ticks.Add(process.Clock.GetUtcNow());
            }
        });

        bool isDone = simulation.RunUntil(() => ticks.Count == 3, Simulation.Start + TimeSpan.FromDays(2));

        Assert.True(isDone);
        Assert.Equal(Simulation.Start + TimeSpan.FromDays(1), simulation.Now);
    }

    [Fact]
    public void Nothing_of_a_killed_process_ever_runs_again()
    {
        Incarnation process = new(simulation, 1);
        List<string> done = [];
        process.Run(async () =>
        {
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), process.Clock);
                done.Add("before");
                await Task.Delay(TimeSpan.FromSeconds(1), process.Clock);
                done.Add("after");
            }
            finally
            {
                done.Add("finally");
            }
        });
        simulation.After(TimeSpan.FromSeconds(1.5), process.Kill);

        _ = simulation.RunUntil(static () => false, Simulation.Start + TimeSpan.FromMinutes(1));

        Assert.Equal(["before"], done);
    }

    [Fact]
    public void Code_that_leaves_the_thread_of_the_simulation_is_noticed()
    {
        Incarnation process = new(simulation, 1);
        TaskCompletionSource away = new();
        process.Run(() => away.Task.WaitAsync(CancellationToken.None));
        process.Run(async () => await away.Task);
        simulation.After(TimeSpan.FromSeconds(1), () =>
        {
            Thread other = new(away.SetResult);
            other.Start();
            other.Join();
        });

        InvalidOperationException noticed = Assert.Throws<InvalidOperationException>(
            () => simulation.RunUntil(static () => false, Simulation.Start + TimeSpan.FromMinutes(1)));

        Assert.StartsWith("Code under test left the simulation's thread", noticed.Message, StringComparison.Ordinal);
    }
}
