using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Tests.Conformance;

[Collection(ConformanceCollection.Name)]
public sealed class AnswerVectorTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    [Theory]
    [MemberData(nameof(Vectors.AnswerIds), MemberType = typeof(Vectors))]
    public async Task We_judge_an_answer_as_the_real_host_does(string id)
    {
        JObject vector = Vectors.Answer(id);
        using HostTimeZone zone = new((string)vector["hostTimeZone"]!);
        await using RawAnswerServer server = new(vector);
        FunctionDefinition function = VectorCall.Function(vector);
        FunctionCall call = new() { Function = function, Reason = "test", TriggerValue = "hello" };
        using HandlerClient client = new(TimeProvider.System);
        using CancellationTokenSource patience = new(Patience);

        Task<InvocationResult?> judging = client.SendAsync(server.Address, call, patience.Token);

        switch ((string?)vector["outcome"])
        {
            case "success":
                AssertValue((JObject)vector["value"]!, await judging, function);
                break;
            case "failure":
                await AssertFailureAsync(id, (JObject)vector["exception"]!, judging);
                break;
            default:
                await AssertNeverCompletesAsync((bool)vector["httpExchangeFinished"]!, judging);
                break;
        }

        IEnumerable<string> redirected = ((JArray?)vector["redirected"] ?? []).Select(item => (string)item!)
            .Select(item => $"{item.Split(' ')[0]} {(item.EndsWith(" 0 bytes", StringComparison.Ordinal) ? "without" : "with")} body");
        Assert.Equal(redirected, server.Redirected);
    }

    private static void AssertValue(JObject expected, InvocationResult? result, FunctionDefinition function)
    {
        Assert.NotNull(result);
        Assert.Equal((string?)expected["returnType"], TypeName(result.ReturnValue));
        AssertSame(expected["returnJson"], expected["returnBase64"], result.ReturnValue);
        Assert.Equal(
            ((JArray?)expected["logs"] ?? []).Select(line => (string)line["text"]!), result.Logs);
        foreach (JProperty output in ((JObject?)expected["outputs"] ?? []).Properties())
        {
            object? value = result.Outputs.GetValueOrDefault(output.Name);
            Assert.Equal((bool)output.Value["bound"]!, value is not null);
            if (value is null)
            {
                continue;
            }

            // The real host builds an ExpandoObject for the response; its JSON is what matters.
            string type = function.Outputs.First(item => item.Name == output.Name).Is("http")
                ? "ExpandoObject"
                : TypeName(value);
            Assert.Equal((string?)output.Value["type"], type);
            AssertSame(output.Value["json"], output.Value["base64"], value);
        }
    }

    private static void AssertSame(JToken? json, JToken? base64, object? value)
    {
        if (base64 is null)
        {
            Assert.Equal((string?)json, JsonConvert.SerializeObject(value));
        }
        else
        {
            Assert.Equal((string?)base64, Convert.ToBase64String((byte[])value!));
        }
    }

    private static string TypeName(object? value) => value switch
    {
        null => "null",
        byte[] => "byte[]",
        _ => value.GetType().Name,
    };

    private static async Task AssertFailureAsync(string id, JObject expected, Task<InvocationResult?> judging)
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(() => judging);
        Assert.Equal((string?)expected["type"], error.GetType().FullName);
        Assert.Equal(FirstLines((string)expected["message"]!), FirstLines(error.Message));

        // bad-14: the real host has an XML formatter, which fails later and otherwise.
        if ((string?)expected["innerType"] is { } inner && id != "bad-14")
        {
            Assert.Equal(inner.Split('.')[^1], error.InnerException?.GetType().Name);
        }
    }

    private static string FirstLines(string message) => string.Join('\n', message.Split('\n').Take(2));

    private static async Task AssertNeverCompletesAsync(bool exchangeFinished, Task<InvocationResult?> judging)
    {
        if (exchangeFinished)
        {
            Assert.Null(await judging);
        }
        else
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => judging);
        }
    }
}
