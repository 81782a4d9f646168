using System.Globalization;
using Microsoft.DurableTask;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>A made-up orchestration: steps in sequence, in parallel, or in a race.</summary>
internal abstract record RandomPlan
{
    /// <summary>What the plan returns whatever order its steps end in.</summary>
    public abstract int Expected { get; }

    public abstract Task<int> RunAsync(TaskOrchestrationContext context);

    public static RandomPlan Make(Random random, int depth) => (depth == 0 ? random.Next(5) : random.Next(8)) switch
    {
        0 => new Call(random.Next(100), Retried: false),
        1 => new Call(random.Next(100), Retried: true),
        2 => new Wait(random.Next(1, 500)),
        3 => new Event("event" + random.Next(3).ToString(CultureInfo.InvariantCulture)),
        4 => new Child(random.Next(100)),
        5 => new Sequence([.. Parts(random, depth)]),
        6 => new Parallel([.. Parts(random, depth)]),
        _ => new Race([.. Parts(random, depth)]),
    };

    private static IEnumerable<RandomPlan> Parts(Random random, int depth) =>
        Enumerable.Range(0, random.Next(1, 4)).Select(_ => Make(random, depth - 1));

    private sealed record Call(int Value, bool Retried) : RandomPlan
    {
        public override int Expected => Value;

        public override Task<int> RunAsync(TaskOrchestrationContext context) => context.CallActivityAsync<int>(
            Retried ? "Flaky" : "Work",
            Value,
            Retried ? new TaskOptions(new RetryPolicy(100, TimeSpan.FromSeconds(1), 1.5)) : null);
    }

    private sealed record Wait(int Hours) : RandomPlan
    {
        public override int Expected => 1;

        public override async Task<int> RunAsync(TaskOrchestrationContext context)
        {
            await context.CreateTimer(TimeSpan.FromHours(Hours), CancellationToken.None);
            return 1;
        }
    }

    private sealed record Event(string Name) : RandomPlan
    {
        public override int Expected => 2;

        public override Task<int> RunAsync(TaskOrchestrationContext context) =>
            context.WaitForExternalEvent<int>(Name.ToUpperInvariant());
    }

    private sealed record Child(int Value) : RandomPlan
    {
        public override int Expected => Value;

        public override Task<int> RunAsync(TaskOrchestrationContext context) =>
            context.CallSubOrchestratorAsync<int>("Child", Value);
    }

    private sealed record Sequence(IReadOnlyList<RandomPlan> Steps) : RandomPlan
    {
        public override int Expected => Steps.Sum(step => step.Expected);

        public override async Task<int> RunAsync(TaskOrchestrationContext context)
        {
            int sum = 0;
            foreach (RandomPlan step in Steps)
            {
                sum += await step.RunAsync(context);
            }

            return sum;
        }
    }

    private sealed record Parallel(IReadOnlyList<RandomPlan> Branches) : RandomPlan
    {
        public override int Expected => Branches.Sum(branch => branch.Expected);

        public override async Task<int> RunAsync(TaskOrchestrationContext context) =>
            (await Task.WhenAll(Branches.Select(branch => branch.RunAsync(context)).ToArray())).Sum();
    }

    private sealed record Race(IReadOnlyList<RandomPlan> Runners) : RandomPlan
    {
        public override int Expected => 0;

        public override async Task<int> RunAsync(TaskOrchestrationContext context)
        {
            await Task.WhenAny(Runners.Select(runner => runner.RunAsync(context)).ToArray());
            return 0;
        }
    }
}
