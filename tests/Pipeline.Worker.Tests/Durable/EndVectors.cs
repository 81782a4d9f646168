namespace Pipeline.Worker.Tests.Durable;

/// <summary>Results, failures, status, termination.</summary>
internal static class EndVectors
{
    public static readonly VectorCode[] All =
    [
        new("38", "Results", context => Task.FromResult<object?>(context.GetInput<string>() switch
        {
            "null" => null,
            "string" => "text",
            "empty" => string.Empty,
            "number" => 42,
            "true" => true,
            "array" => new object?[] { 1, "two", null },
            "object" => new { A = 1, B = new { C = "ü" } },
            var other => throw new InvalidOperationException(other),
        })),
        new("39", "Status", async context =>
        {
            context.SetCustomStatus(new { Step = 1 });
            await context.CallActivityAsync("Work", 1);
            context.SetCustomStatus("halfway");
            await context.CallActivityAsync("Work", 2);
            await context.CallActivityAsync("Work", 3);
            context.SetCustomStatus(null);
            await context.CallActivityAsync("Work", 4);
            context.SetCustomStatus(new { Done = true });
            return null;
        }),
#pragma warning disable MA0015 // A parameter name would change the recorded message.
        new("40", "Throws", context => throw new InvalidOperationException(
            "bad input", new ArgumentException("quantity must be positive"))),
#pragma warning restore MA0015
        new("41", "LeavesOpen", async context =>
        {
            _ = context.CallActivityAsync("Background", 1);
            return await context.CallActivityAsync<object>("Main", 2);
        }),
        new("42", "ThrowsOpen", async context =>
        {
            _ = context.CallActivityAsync("Background", 1);
            await context.CallActivityAsync("Main", 2);
            throw new InvalidOperationException("gave up");
        }),
        new("43", "Versioned", async context => new
        {
            context.Version,
            Step = await context.CallActivityAsync<object>(context.Version == "2.0" ? "NewStep" : "OldStep"),
        }),
        new("47", "EndsSuspended", async context => await context.CallActivityAsync<object>("Prepare")),
        new("48 50", "WaitsForever", async context => await context.WaitForExternalEvent<object>("Never")),
        new("49", "Mixed", async context =>
        {
            await context.CallActivityAsync("First");
            Task second = context.CallActivityAsync("Second");
            Task go = context.WaitForExternalEvent<object>("Go");
            await Task.WhenAny(second, go);
            await context.CallActivityAsync("Third");
            return "end";
        }),
    ];
}
