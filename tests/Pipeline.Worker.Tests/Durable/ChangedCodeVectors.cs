using Microsoft.DurableTask;
using Microsoft.DurableTask.Execution;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Orchestrators that were changed while instances ran.</summary>
internal static class ChangedCodeVectors
{
    public static readonly VectorCode[] All =
    [
        new("52", "Changed/v1", Calls("A")),
        new("52", "Changed/v2", Calls("B")),
        new("53", "Changed/v1", async context =>
        {
            await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            return "timer";
        }),
        new("53", "Changed/v2", Calls("A")),
        new("54", "Changed/v1", async context => await Task.WhenAll(CallAsync(context, "A"), CallAsync(context, "B"))),
        new("54", "Changed/v2", Calls("A")),
        new("55", "Changed/v1", CallsChild("ChildA")),
        new("55", "Changed/v2", CallsChild("ChildB")),
        new("56", "Changed/v1", Sends("Ping")),
        new("56", "Changed/v2", Sends("Pong")),
        new("57", "Grown/v1", Calls("A")),
        new("57", "Grown/v2", async context => new[] { await CallAsync(context, "A"), await CallAsync(context, "B") }),
        new("58", "Loose/v1", GreetsThenWaits("SayHello", "old input", TimeSpan.FromSeconds(2))),
        new("58", "Loose/v2", GreetsThenWaits("SAYHELLO", "new input", TimeSpan.FromSeconds(2))),
        new("58", "Loose/v3", GreetsThenWaits("SAYHELLO", "new input", TimeSpan.FromSeconds(9))),
    ];

    private static OrchestratorCode Calls(string activity) => context => CallAsync(context, activity);

    private static async Task<object?> CallAsync(TaskOrchestrationContext context, string activity) =>
        await context.CallActivityAsync<object>(activity);

    private static OrchestratorCode CallsChild(string name) => async context =>
        await context.CallSubOrchestratorAsync<object>(name, null, new SubOrchestrationOptions(instanceId: "child-1"));

    private static OrchestratorCode Sends(string name) => async context =>
    {
        context.SendEvent("other-instance", name, 1);
        return await context.WaitForExternalEvent<object>("Go");
    };

    private static OrchestratorCode GreetsThenWaits(string activity, string input, TimeSpan delay) => async context =>
    {
        object greeting = await context.CallActivityAsync<object>(activity, input);
        await context.CreateTimer(delay, CancellationToken.None);
        return greeting;
    };
}
