using Microsoft.DurableTask;

namespace Pipeline.ProbeApp.Durable;

/// <summary>An orchestrator as a class: it is not in functions.metadata, the worker names it when asked.</summary>
public sealed class ClassFlow : TaskOrchestrator<string, string>
{
    public override async Task<string> RunAsync(TaskOrchestrationContext context, string input) =>
        await context.CallActivityAsync<string>(nameof(ClassStep), input);
}

/// <summary>An activity as a class.</summary>
public sealed class ClassStep : TaskActivity<string, string>
{
    public override Task<string> RunAsync(TaskActivityContext context, string input) => Task.FromResult("class " + input);
}
