using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Pipeline.TestSupport;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>The rules for orchestrators, tried on orchestrators that break them on purpose.</summary>
public sealed class OrchestratorRulesTests
{
    [Fact]
    public void Every_planted_offence_is_found()
    {
        Assert.Equal(
            [
                "Offenders.Blocks: System.Threading.Tasks.Task.Wait",
                "Offenders.Chance: System.Random..ctor",
                "Offenders.Chance: System.Random.Next",
                "Offenders.Clock: System.DateTime.get_UtcNow",
                "Offenders.Clock: System.DateTimeOffset.get_Now",
                "Offenders.Clock: System.TimeProvider.GetUtcNow",
                "Offenders.Clock: System.TimeProvider.get_System",
                "Offenders.Files: System.IO.File.Exists",
                "Offenders.Hidden: System.Guid.NewGuid",
                "Offenders.InLambda: System.Diagnostics.Stopwatch.GetTimestamp",
                "Offenders.InLocalFunction: System.Threading.Tasks.Task.Delay",
                "Offenders.Leaves: System.Threading.Tasks.Task.ContinueWith",
                "Offenders.Leaves: System.Threading.Tasks.Task.Run",
                "Offenders.Leaves: System.Threading.Tasks.Task.Yield",
                "Offenders.Settings: System.Environment.GetEnvironmentVariable",
                "Offenders.TimesOut: System.Threading.CancellationTokenSource..ctor",
                "Offenders.Web: System.Net.Http.HttpClient.GetStringAsync",
                "WithServices.Orders: its class takes services",
            ],
            OrchestratorRules.Offences([typeof(Offenders), typeof(WithServices)]));
    }

    [Fact]
    public void An_orchestrator_that_keeps_the_rules_is_found_and_has_no_offence()
    {
        Assert.Equal("Orders", Assert.Single(OrchestratorRules.Orchestrators(typeof(Obedient))).Name);
        Assert.Empty(OrchestratorRules.Offences([typeof(Obedient)]));
    }

    public static class Obedient
    {
        [Function("Obedient")]
        public static async Task<string> Orders([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource();
            Task timer = context.CreateTimer(TimeSpan.FromHours(1), stop.Token);
            Task<string> answer = context.WaitForExternalEvent<string>("Order Response");
            if (await Task.WhenAny(timer, answer) == answer)
            {
                stop.Cancel();
            }

            int[] all = await Task.WhenAll(Enumerable.Range(0, 3).Select(n => context.CallActivityAsync<int>("Work", n)));
            return $"{context.CurrentUtcDateTime:o} {context.NewGuid()} {all.Sum()}{Environment.NewLine}";
        }
    }

    public sealed class WithServices(HttpClient client)
    {
        [Function("WithServices")]
        public Task<string> Orders([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>("Work", client is null);
    }

#pragma warning disable CA2008, MA0134, RS0030, xUnit1031, CA1849, MA0042 // Wrong on purpose.
    public static class Offenders
    {
        private static readonly HttpClient Http = new();

        [Function("Clock")]
        public static Task<string> Clock([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<string>(
                "Work", $"{DateTime.UtcNow} {DateTimeOffset.Now} {TimeProvider.System.GetUtcNow()}");

        [Function("Chance")]
        public static async Task<string> Chance([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.CallActivityAsync<string>("Work", new Random(1).Next());

        [Function("Hidden")]
        public static async Task<string> Hidden([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.CallActivityAsync<string>("Work", await DeeperAsync(context));

        [Function("InLambda")]
        public static Task<long[]> InLambda([OrchestrationTrigger] TaskOrchestrationContext context) => Task.WhenAll(
            new[] { 1, 2 }.Select(n => context.CallActivityAsync<long>("Work", n + System.Diagnostics.Stopwatch.GetTimestamp())));

        [Function("InLocalFunction")]
        public static async Task<int> InLocalFunction([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await WaitAsync();
            return await context.CallActivityAsync<int>("Work");

            static async Task WaitAsync() => await Task.Delay(1);
        }

        [Function("Files")]
        public static Task<int> Files([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<int>("Work", File.Exists("stock.csv"));

        [Function("Settings")]
        public static Task<int> Settings([OrchestrationTrigger] TaskOrchestrationContext context) =>
            context.CallActivityAsync<int>("Work", Environment.GetEnvironmentVariable("HOME"));

        [Function("Web")]
        public static async Task<int> Web([OrchestrationTrigger] TaskOrchestrationContext context) =>
            await context.CallActivityAsync<int>("Work", await Http.GetStringAsync("http://127.0.0.1:1/"));

        [Function("Leaves")]
        public static async Task<int> Leaves([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            await Task.Yield();
            await Task.Run(() => 1);
            await context.CallActivityAsync<int>("Work").ContinueWith(done => done.IsFaulted);
            return 1;
        }

        [Function("Blocks")]
        public static int Blocks([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            context.CallActivityAsync<int>("Work").Wait();
            return 1;
        }

        [Function("TimesOut")]
        public static async Task<string> TimesOut([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            return await context.WaitForExternalEvent<string>("Go", stop.Token);
        }

        private static async Task<Guid> DeeperAsync(TaskOrchestrationContext context)
        {
            await context.CallActivityAsync("Work");
            return Guid.NewGuid();
        }
    }
#pragma warning restore CA2008, MA0134, RS0030, xUnit1031, CA1849, MA0042
}
