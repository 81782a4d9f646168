using Microsoft.DurableTask;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Sub-orchestrations.</summary>
internal static class ChildVectors
{
    public static readonly VectorCode[] All =
    [
        new("25", "Parent", async context => new[]
        {
            await context.CallSubOrchestratorAsync<object>("Child", new Work(1)),
            await context.CallSubOrchestratorAsync<object>(
                "Child", new Work(2), new SubOrchestrationOptions(instanceId: context.InstanceId + "-b")),
        }),
        new("25 29", "Child", async context =>
            await context.CallActivityAsync<object>("Double", context.GetInput<Work>()!.N)),
        new("26", "Parent", async context =>
        {
            try
            {
                await CallChildAsync(context);
                return "not reached";
            }
            catch (TaskFailedException failed)
            {
                return new { Caught = failed.FailureDetails.ErrorMessage };
            }
        }),
        new("26 27", "Child", context => throw new InvalidOperationException("child broke")),
        new("27", "Parent", async context =>
        {
            await CallChildAsync(context);
            return "not reached";
        }),
        new("28", "Parent", async context =>
        {
            try
            {
                await CallChildAsync(context);
                return "not reached";
            }
            catch (TaskFailedException failed)
            {
                TaskFailureDetails details = failed.FailureDetails;
                bool isKnown = details.ErrorType != TaskFailureDetails.Unknown;
                return "child failed: " + (isKnown ? details.ErrorMessage : "no details");
            }
        }),
        new("28", "Child", async context => await context.WaitForExternalEvent<object>("Never")),
        new("29", "Parent", async context =>
        {
            await context.CallSubOrchestratorAsync("Child", new Work(4), new SubOrchestrationOptions
            {
                InstanceId = context.InstanceId + "-child",
                Tags = new Dictionary<string, string> { ["FireAndForget"] = "true" },
            });
            return "started";
        }),
    ];

    private static Task CallChildAsync(TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync("Child", null, new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));

    private sealed record Work(int N);
}
