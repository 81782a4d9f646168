using System.Text.Json;
using Google.Protobuf;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Messages;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>An orchestration from start to end over HTTP: every turn and every activity is a call of the host.</summary>
public sealed class WholeOrchestrationTests
{
    [Fact]
    public async Task An_order_survives_a_distributor_that_refuses_the_first_attempt()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));
        Functions.Attempts = 0;
        var calls = new List<string>();
        var instance = new ScriptedHistory(null!, """{"orderId":"42","quantity":3}""", turn: request => AskAsync(app, request));

        OrchestratorResponse response = await instance.BeginAsync();
        while (response.Actions[^1].CompleteOrchestration is null)
        {
            OrchestratorAction action = Assert.Single(response.Actions);
            calls.Add(action.ScheduleTask?.Name ?? $"wait {(action.CreateTimer.FireAt.ToDateTime() - instance.Now).TotalSeconds} s");
            HistoryEvent news = action.ScheduleTask is { } scheduled
                ? ScriptedHistory.Done(action.Id, await RunAsync(app, scheduled))
                : FiredAt(action);
            response = await instance.AfterAsync(TimeSpan.FromSeconds(1), news);
        }

        CompleteOrchestrationAction end = response.Actions[^1].CompleteOrchestration;
        Assert.Equal(OrchestrationStatus.Completed, end.OrchestrationStatus);
        Assert.Equal("\"PO-42 confirmed 3 at 612.40\"", end.Result);
        Assert.Equal(["Place", "wait 30 s", "Place", "Confirm"], calls);
        Assert.Equal("\"confirmed\"", response.CustomStatus);
    }

    private static HistoryEvent FiredAt(OrchestratorAction action)
    {
        HistoryEvent fired = ScriptedHistory.Fired(action.Id);
        fired.TimerFired.FireAt = action.CreateTimer.FireAt;
        return fired;
    }

    private static async Task<OrchestratorResponse> AskAsync(RunningApp app, OrchestratorRequest request) =>
        OrchestratorResponse.Parser.ParseFrom(ByteString.FromBase64(
            await ReturnValueAsync(app, "Order", "context", request.ToByteString().ToBase64())));

    /// <summary>As the host does: the text of the input in, the result as a JSON string out.</summary>
    private static async Task<string> RunAsync(RunningApp app, ScheduleTaskAction scheduled) =>
        JsonSerializer.Serialize(await ReturnValueAsync(app, scheduled.Name, "input", scheduled.Input));

    private static async Task<string> ReturnValueAsync(RunningApp app, string function, string binding, string value)
    {
        string twice = JsonSerializer.Serialize(JsonSerializer.Serialize(value));
        using HttpResponseMessage answer = await app.CallAsync(
            function, "{\"Data\":{\"" + binding + "\":" + twice + "},\"Metadata\":{\"sys\":{}}}");
        answer.EnsureSuccessStatusCode();
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("ReturnValue").GetString()!;
    }

    public sealed record Order(string OrderId, int Quantity);

    public sealed record Placed(string PurchaseOrderNumber, decimal Price);

    public static class Functions
    {
        public static int Attempts { get; set; }

        [Function("Order")]
        public static async Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context)
        {
            Order order = context.GetInput<Order>()!;
            Placed placed = await context.CallActivityAsync<Placed>(
                "Place", order, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(30))));
            int confirmed = await context.CallActivityAsync<int>("Confirm", order.Quantity);
            context.SetCustomStatus("confirmed");
            return string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{placed.PurchaseOrderNumber} confirmed {confirmed} at {placed.Price:0.00}");
        }

        [Function("Place")]
        public static Placed Place([ActivityTrigger] Order input) => ++Attempts == 1
            ? throw new TimeoutException("the distributor is busy")
            : new Placed("PO-" + input.OrderId, 612.40m);

        [Function("Confirm")]
        public static Task<int> Confirm([ActivityTrigger] int input) => Task.FromResult(input);
    }
}
