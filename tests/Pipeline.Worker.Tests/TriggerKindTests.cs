using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Azure.Functions.Worker.Metadata;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

/// <summary>A further kind of trigger and of input plugs in with one class each.</summary>
public sealed class TriggerKindTests
{
    [Theory]
    [InlineData("queue-02", """{"Outputs":{},"Logs":[],"ReturnValue":"raw {\"id\":7,\"name\":\"Anna\"}"}""")]
    [InlineData("queue-15", """{"Outputs":{},"Logs":[],"ReturnValue":"saved InvalidOperationException"}""")]
    public async Task A_trigger_kind_makes_its_own_value_and_shapes_its_own_answers(string id, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("Turn", RequestVector.Get(id).Body
            .Replace("\"message\":", "\"context\":", StringComparison.Ordinal));

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{oops")]
    [InlineData("""{"Data":{}}""")]
    public async Task A_trigger_kind_answers_even_what_cannot_be_decoded(string body)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("Turn", body);

        Assert.Equal(
            """{"Outputs":{},"Logs":[],"ReturnValue":"saved UndecodableCallException"}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_further_input_is_handed_over_beside_the_trigger()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("Starter", RequestVector.Get("client-01").Body);

        Assert.Equal(
            """{"Outputs":{},"Logs":[],"ReturnValue":"\"order-42 in MyHub\""}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public void The_trigger_is_written_before_the_inputs()
    {
        FunctionDescriptor function = FunctionDiscovery.Find([typeof(Functions)]).Single(found => found.Name == "Starter");

        using var json = JsonDocument.Parse(FunctionJson.Write(function));

        Assert.Equal(
            ["queueTrigger message", "hubClient client"],
            json.RootElement.GetProperty("bindings").EnumerateArray()
                .Select(binding => $"{binding.GetProperty("type")} {binding.GetProperty("name")}"));
    }

    [Fact]
    public void An_http_function_with_another_binding_is_refused_since_the_host_would_leave_proxy_mode()
    {
        var refused = Assert.Throws<FunctionDefinitionException>(() => FunctionDiscovery.Find([typeof(Crowded)]));

        Assert.Equal(
            "Function 'Crowded': an HTTP function may carry no other binding: the host would leave proxy mode.",
            refused.Message);
    }

    private sealed class TurnTriggerAttribute : TriggerBindingAttribute
    {
        internal override string BindingType => "turnTrigger";

        internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
        {
        }

        internal override ParameterReader CreateReader(ParameterInfo parameter) =>
            invocation => ValueTask.FromResult(invocation.TriggerValue);

        internal override IFunctionExecutor CreateExecutor(FunctionDescriptor function) => new TurnExecutor(function);
    }

    private sealed class TurnExecutor(FunctionDescriptor function) : IFunctionExecutor
    {
        private readonly FunctionMethod _method = new(function);

        public async Task<InvocationAnswer> ExecuteAsync(FunctionInvocation invocation)
        {
            if (!invocation.Body!.TryGetData(function.TriggerBinding.Name, out InvocationValue value))
            {
                throw new UndecodableCallException("no turn");
            }

            invocation.TriggerValue = new Turn(value.Text!);
            return InvocationAnswer.Success((string?)await _method.InvokeAsync(invocation));
        }

        public InvocationAnswer AnswerFailure(Exception exception) =>
            InvocationAnswer.Success($"saved {exception.GetType().Name}");
    }

    [AttributeUsage(AttributeTargets.Parameter)]
    private sealed class HubClientAttribute : InputBindingAttribute
    {
        internal override string BindingType => "hubClient";

        internal override void WriteProperties(Utf8JsonWriter writer, Type parameterType)
        {
        }

        internal override ParameterReader CreateReader(ParameterInfo parameter) => DataReader.For(parameter);
    }

    public sealed record Turn(string Text);

    public sealed record Hub(string TaskHubName);

    public static class Crowded
    {
        [Function("Crowded")]
        public static string Run([HttpTrigger("get")] HttpRequest req, [HubClient] Hub client) => $"{req} {client}";
    }

    public static class Functions
    {
        [Function("Turn")]
        public static string RunTurn([TurnTrigger] Turn context) =>
            context.Text == "{not json}" ? throw new InvalidOperationException() : "raw " + context.Text;

        [Function("Starter")]
        public static string Start([QueueTrigger("incoming")] string message, [HubClient] Hub client) =>
            $"{message} in {client.TaskHubName}";
    }
}
