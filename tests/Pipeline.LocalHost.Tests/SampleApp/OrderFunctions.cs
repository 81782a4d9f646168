using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace SampleApp;

/// <summary>An order as an orchestration, with what a task hub must be able to do.</summary>
public static class OrderFunctions
{
    private static readonly HashSet<string> Tried = [];

    /// <summary>Starts an order for each message: <c>orderId quantity</c>.</summary>
    [Function("Receive")]
    public static async Task Receive([QueueTrigger("sample-orders")] string message, [DurableClient] DurableTaskClient client)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(client);
        string[] parts = message.Split(' ');
        await client.ScheduleNewOrchestrationInstanceAsync(
            "Order",
            new Order(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture)),
            new StartOrchestrationOptions(parts[0]));
    }

    /// <summary>Places the order, waits for the response, and lets a child despatch each piece.</summary>
    [Function("Order")]
    public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Order order = context.GetInput<Order>()!;
        string number = await context.CallActivityAsync<string>(
            "Place", order, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMilliseconds(200))));
        context.SetCustomStatus(new { placed = number });
        int confirmed = await context.WaitForExternalEvent<int>("Response", TimeSpan.FromMinutes(5));
        int[] pieces = await Task.WhenAll(Enumerable.Range(1, confirmed).Select(
            piece => context.CallActivityAsync<int>("Pack", piece)));
        string despatch = await context.CallSubOrchestratorAsync<string>(
            "Despatch", pieces.Sum(), new TaskOptions().WithInstanceId($"{context.InstanceId}-despatch"));
        return $"{number}: {despatch}";
    }

    /// <summary>Counts down with continue-as-new.</summary>
    [Function("Despatch")]
    public static async Task<string> Despatch([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int left = context.GetInput<int>();
        if (left > 0)
        {
            await context.CreateTimer(TimeSpan.FromMilliseconds(10), CancellationToken.None);
            context.ContinueAsNew(left - 1);
            return string.Empty;
        }

        return "all despatched";
    }

    /// <summary>Refuses the first attempt.</summary>
    [Function("Place")]
    public static string Place([ActivityTrigger] Order input)
    {
        ArgumentNullException.ThrowIfNull(input);
        lock (Tried)
        {
            return Tried.Add(input.OrderId) ? throw new TimeoutException("busy") : $"PO-{input.OrderId}";
        }
    }

    /// <summary>Packs one piece.</summary>
    [Function("Pack")]
    public static int Pack([ActivityTrigger] int input) => input;
}
