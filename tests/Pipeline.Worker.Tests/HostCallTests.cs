using System.Net;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

public sealed class HostCallTests
{
    private const string Metadata =
        """{"DequeueCount":"3","Id":"\"800ae4b3-bdd2-4c08-badd-f08e5a34b865\"","InsertionTime":"2026-11-21T09:30:15+00:00","ok":"\"True\"","sys":{"MethodName":"x"}}""";

    [Theory]
    [InlineData("Text", """ "\"hello\"" """, """{"Outputs":{},"Logs":[],"ReturnValue":"\"hello\""}""")]
    [InlineData("Text", """ "once" """, """{"Outputs":{},"Logs":[],"ReturnValue":"\"once\""}""")]
    [InlineData("Text", """ "null" """, """{"Outputs":{},"Logs":[],"ReturnValue":null}""")]
    [InlineData("Bytes", """ "AAEC" """, """{"Outputs":{},"Logs":[],"ReturnValue":"3"}""")]
    [InlineData("Order", """ "\"{\\\"id\\\":7,\\\"at\\\":\\\"2026-11-21T10:00:00+02:00\\\"}\"" """, """{"Outputs":{},"Logs":[],"ReturnValue":"{\"id\":7,\"at\":\"2026-11-21T10:00:00+02:00\"}"}""")]
    [InlineData("Order", """ "{\"id\":7,\"at\":\"2026-11-21T10:00:00+02:00\"}" """, """{"Outputs":{},"Logs":[],"ReturnValue":"{\"id\":7,\"at\":\"2026-11-21T10:00:00+02:00\"}"}""")]
    [InlineData("Nothing", """ "\"x\"" """, """{"Outputs":{},"Logs":[],"ReturnValue":null}""")]
    [InlineData("Meta", """ "\"x\"" """, """{"Outputs":{},"Logs":[],"ReturnValue":"\"3 800ae4b3-bdd2-4c08-badd-f08e5a34b865 09:30 True none 5 0f8fad5b-d9cb-469f-a165-70867728950e\""}""")]
    public async Task A_result_goes_out_as_json_text_in_a_string(string function, string data, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(QueueFunctions));

        using HttpResponseMessage answer = await app.CallAsync(
            function, $$"""{"Data":{"message":{{data}}},"Metadata":{{Metadata}}}""");

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
    }

    public sealed record OrderMessage(int Id, DateTimeOffset At);

    public sealed class QueueFunctions
    {
        [Function("Text")]
        public static string Text([QueueTrigger("q")] string message) => message;

        [Function("Bytes")]
        public ValueTask<int> Bytes([QueueTrigger("q")] byte[] message) => ValueTask.FromResult(message.Length);

        [Function("Order")]
        public async Task<OrderMessage> Order([QueueTrigger("q")] OrderMessage message, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return message;
        }

        [Function("Nothing")]
        public Task Nothing([QueueTrigger("q")] string message) => Task.FromResult(message);

        [Function("Meta")]
        public string Meta(
            [QueueTrigger("q")] string message,
            long dequeueCount,
            Guid id,
            DateTimeOffset insertionTime,
            bool ok,
            FunctionContext context,
            string? absent,
            int limit = 5) =>
            $"{dequeueCount} {id} {insertionTime:HH:mm} {ok} {absent ?? "none"} {limit} {context.InvocationId}";
    }
}
