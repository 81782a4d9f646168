using System.Net;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Metadata;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Durable functions behind the real endpoint: what the host sends and what it must get.</summary>
public sealed class DurableFunctionTests
{
    [Fact]
    public async Task An_orchestrator_answers_the_recorded_call_of_the_host()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        OrchestratorResponse answer = await CallAsync(app, "Sequence", RequestVector.Get("orch-01").Body);

        Assert.Equal("vector-01", answer.InstanceId);
        OrchestratorAction action = Assert.Single(answer.Actions);
        Assert.Equal("SayHello", action.ScheduleTask.Name);
        Assert.Equal("\"Tokyo\"", action.ScheduleTask.Input);
    }

    [Theory]
    [InlineData("""{"Data":{"context":"\"no base64\""},"Metadata":{}}""")]
    [InlineData("""{"Data":{"context":"\"AQID\""},"Metadata":{}}""")]
    [InlineData("""{"Data":{"context":"\"\""},"Metadata":{}}""")]
    [InlineData("""{"Data":{"context":"null"},"Metadata":{}}""")]
    [InlineData("""{"Data":{},"Metadata":{}}""")]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("not JSON")]
    [InlineData("")]
    public async Task A_call_of_an_orchestrator_that_cannot_be_read_is_asked_for_again_and_never_fails(string body)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        OrchestratorResponse answer = await CallAsync(app, "Sequence", body);

        Assert.True(answer.RequiresHistory);
        Assert.Empty(answer.Actions);
    }

    /// <summary>The server's own limit would be 30,000,000 bytes, and a refusal would fail the instance.</summary>
    [Fact]
    public async Task A_history_of_more_than_thirty_megabytes_is_read()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));
        OrchestratorRequest request = Turns.Request(VectorTurn.Find("01", 1));
        request.NewEvents.Add(ScriptedHistory.Raised("Large", "\"" + new string('x', 24_000_000) + "\""));
        string body = "{\"Data\":{\"context\":\"\\\"" + request.ToByteString().ToBase64() + "\\\"\"},\"Metadata\":{}}";
        Assert.InRange(body.Length, 31_000_000, 40_000_000);

        OrchestratorResponse answer = await CallAsync(app, "Sequence", body);

        Assert.Equal("SayHello", Assert.Single(answer.Actions).ScheduleTask.Name);
    }

    [Fact]
    public async Task An_orchestrator_that_never_comes_back_is_asked_for_again()
    {
        await using RunningApp app = await RunningApp.StartAsync(
            builder => builder.Services.Configure<DurableWorkerOptions>(
                options => options.TurnDeadline = TimeSpan.FromMilliseconds(200)),
            typeof(Functions));
        Functions.Gate.Reset();

        OrchestratorResponse answer = await CallAsync(app, "Stuck", BodyOf("01", 1));

        Functions.Gate.Set();
        Assert.True(answer.RequiresHistory);
        Assert.Empty(answer.Actions);
    }

    [Fact]
    public async Task An_orchestrator_whose_class_cannot_be_made_fails_its_instance_with_the_reason()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Unmakeable));

        OrchestratorResponse answer = await CallAsync(app, "Unmakeable", BodyOf("01", 1));

        CompleteOrchestrationAction end = Assert.Single(answer.Actions).CompleteOrchestration;
        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.Contains("IUnknownService", end.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("activity-02", "Echo", """{"ok":true,"value":"Tokyo"}""")]
    [InlineData("activity-09", "Echo", "{\"ok\":true,\"value\":\"Zo\\u00EB \\u0022q\\u0022 \\n \\uD83D\\uDE80\"}")]
    [InlineData("activity-04", "Echo", """{"ok":true,"value":null}""")]
    [InlineData("activity-05", "Echo", """{"ok":true,"value":null}""")]
    [InlineData("activity-03", "Number", """{"ok":true,"value":42}""")]
    [InlineData("activity-05", "Number", """{"ok":true,"value":0}""")]
    [InlineData("activity-01", "Order", """{"ok":true,"value":{"name":"Tokyo","n":1.5,"at":"2026-11-21T10:00:00+02:00"}}""")]
    public async Task An_activity_reads_its_input_and_answers_an_envelope(string vector, string function, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        Assert.Equal(expected, await ReturnValueAsync(app, function, RequestVector.Get(vector).Body));
    }

    [Fact]
    public async Task A_failed_activity_answers_200_with_the_reason_in_an_envelope_and_is_logged_as_an_error()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        string answer = await ReturnValueAsync(app, "Fails", RequestVector.Get("activity-02").Body);

        Assert.Equal(
            """{"ok":false,"error":{"type":"System.InvalidOperationException","message":"no stock of Tokyo","retriable":true,"inner":{"type":"System.TimeoutException","message":"too slow","retriable":true}}}""",
            answer);
        Assert.Contains(app.Log.Lines, entry => entry.Contains("Fails failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_input_that_no_attempt_could_read_is_not_worth_another()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        string answer = await ReturnValueAsync(app, "Number", RequestVector.Get("activity-02").Body);

        Assert.StartsWith(
            """{"ok":false,"error":{"type":"Microsoft.Azure.Functions.Worker.Invocation.UndecodableCallException","message":"'input' is not a Int32.","retriable":false,""",
            answer,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_durable_client_is_made_of_what_the_host_says_and_keeps_its_key_to_itself()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        string answer = await ReturnValueAsync(app, "Starts", RequestVector.Get("client-01").Body);

        Assert.Equal("\"HttpDurableTaskClient MyHub\"", answer);
    }

    [Theory]
    [InlineData("Sequence", """{"type":"orchestrationTrigger","direction":"in","name":"context","durableRequiresGrpc":true}""")]
    [InlineData("Echo", """{"type":"activityTrigger","direction":"in","name":"input","durableRequiresGrpc":true}""")]
    [InlineData("Starts", """{"type":"queueTrigger","direction":"in","name":"message","queueName":"incoming"},{"type":"durableClient","direction":"in","name":"client","durableRequiresGrpc":true}""")]
    public void Durable_bindings_ask_for_the_passthrough_protocol_in_function_json(string function, string bindings)
    {
        FunctionDescriptor descriptor = FunctionDiscovery.Find([typeof(Functions)]).Single(found => found.Name == function);

        using JsonDocument written = JsonDocument.Parse(FunctionJson.Write(descriptor));

        using JsonDocument expected = JsonDocument.Parse($$"""{"bindings":[{{bindings}}]}""");
        Assert.True(JsonElement.DeepEquals(expected.RootElement, written.RootElement), written.RootElement.ToString());
    }

    [Theory]
    [InlineData(typeof(WithClient))]
    [InlineData(typeof(WithoutContext))]
    public void An_orchestrator_takes_its_context_and_nothing_else(Type functions) =>
        Assert.Throws<FunctionDefinitionException>(() =>
        {
            foreach (FunctionDescriptor function in FunctionDiscovery.Find([functions]))
            {
                _ = function.Trigger.CreateExecutor(function);
            }
        });

    private static string BodyOf(string vector, int turn) =>
        $$$"""{"Data":{ "context":"\"{{{VectorTurn.Find(vector, turn).RequestBase64}}}\""},"Metadata":{} }""";

    private static async Task<OrchestratorResponse> CallAsync(RunningApp app, string function, string body) =>
        OrchestratorResponse.Parser.ParseFrom(ByteString.FromBase64(await ReturnValueAsync(app, function, body)));

    private static async Task<string> ReturnValueAsync(RunningApp app, string function, string body)
    {
        using HttpResponseMessage answer = await app.CallAsync(function, body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.ToString());
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("ReturnValue").GetString()!;
    }

    public interface IUnknownService
    {
        string Name { get; }
    }

    public sealed record OrderInput(string Name, double N, DateTimeOffset At);

    public sealed class Unmakeable(IUnknownService service)
    {
        [Function("Unmakeable")]
        public Task<string> Run([OrchestrationTrigger] TaskOrchestrationContext context) =>
            Task.FromResult($"{service.Name} {context.InstanceId}");
    }

    public static class WithClient
    {
        [Function("WithClient")]
        public static Task Run(
            [OrchestrationTrigger] TaskOrchestrationContext context, [DurableClient] DurableTaskClient client) =>
            Task.FromResult((context, client));
    }

    public static class WithoutContext
    {
        [Function("WithoutContext")]
        public static Task Run([OrchestrationTrigger] string context) => Task.FromResult(context);
    }

    public sealed class Functions
    {
        public static readonly ManualResetEventSlim Gate = new();

        [Function("Sequence")]
        public static async Task<string[]> Sequence([OrchestrationTrigger] TaskOrchestrationContext context) =>
        [
            await context.CallActivityAsync<string>("SayHello", "Tokyo"),
            await context.CallActivityAsync<string>("SayHello", "Seattle"),
        ];

        [Function("Stuck")]
        public static void Stuck([OrchestrationTrigger] TaskOrchestrationContext context) => Gate.Wait();

        [Function("Echo")]
        public static string? Echo([ActivityTrigger] string? input) => input;

        [Function("Number")]
        public static Task<int> Number([ActivityTrigger] int input) => Task.FromResult(input);

        [Function("Order")]
        public OrderInput Order([ActivityTrigger] OrderInput input) => input;

        [Function("Fails")]
        public static string Fails([ActivityTrigger] string input) =>
            throw new InvalidOperationException("no stock of " + input, new TimeoutException("too slow"));

        [Function("Starts")]
        public static string Starts([QueueTrigger("incoming")] string message, [DurableClient] DurableTaskClient client) =>
            $"{client.GetType().Name} {client.Name}";
    }
}
