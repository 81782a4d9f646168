using System.Text;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

/// <summary>Every answer the worker gives to a call, judged as the host judges it.</summary>
public sealed class AnswerTests
{
    private static readonly string[] Faults = ["silent", "stall", "close", "reset", "cut"];

    public static TheoryData<string> CompleteAnswers =>
        [.. AnswerVector.All
            .Where(vector => !Faults.Contains(vector.Transport) && vector.Status is not (302 or 307))
            .Select(vector => vector.Id)];

    [Fact]
    public void There_are_one_hundred_and_twenty_five_vectors() => Assert.Equal(125, AnswerVector.All.Count);

    [Theory]
    [MemberData(nameof(CompleteAnswers))]
    public void The_judgement_agrees_with_the_host(string id)
    {
        AnswerVector vector = AnswerVector.Get(id);

        (string outcome, object? value) = HostJudgement.Of(
            vector.Status!.Value, vector.ContentType, Encoding.UTF8.GetBytes(vector.Body ?? ""), vector.HttpOutputs);

        Assert.Equal(vector.Outcome, outcome);
        if (vector.Value is { } expected && expected.GetProperty("returnType").GetString() is "String" or "null")
        {
            Assert.Equal(
                vector.Value.Value.GetProperty("returnJson").GetString(), Newtonsoft.Json.JsonConvert.SerializeObject(value));
        }
    }

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("null", null)]
    [InlineData("empty", "\"\"")]
    [InlineData("word", "\"test\"")]
    [InlineData("date", "\"2026-11-21T10:00:00+02:00\"")]
    [InlineData("oldDate", "\"/Date(1795284000000)/\"")]
    [InlineData("decimal", "123456789012345678.12345")]
    [InlineData("true", "true")]
    [InlineData("object", """{"at":"2026-11-21T10:00:00.5000000+02:00","price":10.50}""")]
    [InlineData("accents", "\"Zoë \\\"q\\\" \\n \\uD83D\\uDE80\"")]
    public async Task A_result_reaches_the_host_unchanged(string kind, string? expected)
    {
        (string outcome, object? value) = await CallAsync("Return", Encode(kind));

        Assert.Equal((HostJudgement.Success, expected), (outcome, value));
    }

    [Fact]
    public async Task A_result_of_any_depth_reaches_the_host()
    {
        (string outcome, object? value) = await CallAsync("Deep", Encode("60"));

        Assert.Equal(HostJudgement.Success, outcome);
        Assert.Equal(new string('[', 60) + new string(']', 60), value);
    }

    [Theory]
    [InlineData("Fail", """{"Data":{"message":"\"x\""},"Metadata":{}}""")]
    [InlineData("Cycle", """{"Data":{"message":"\"x\""},"Metadata":{}}""")]
    [InlineData("Number", """{"Data":{"message":"\"x\""},"Metadata":{}}""")]
    [InlineData("Return", """{"Data":{"other":"\"x\""},"Metadata":{}}""")]
    [InlineData("Return", """{"Metadata":{}}""")]
    [InlineData("Return", "[]")]
    [InlineData("Return", "null")]
    [InlineData("Return", "")]
    [InlineData("Return", "{oops")]
    [InlineData("Return", """{"Data":{"message":"\uD83D"}}""")]
    [InlineData("Unknown", """{"Data":{"message":"\"x\""},"Metadata":{}}""")]
    public async Task A_failure_is_a_failure_to_the_host(string function, string body)
    {
        (string outcome, _) = await CallAsync(function, body);

        Assert.Equal(HostJudgement.Failure, outcome);
    }

    [Theory]
    [InlineData("Fail", """{"Data":{"message":"\"x\""}}""", 500, """{"type":"about:blank","title":"The function failed.","status":500}""")]
    [InlineData("Number", """{"Data":{"message":"\"x\""}}""", 400, """{"type":"about:blank","title":"Bad Request","status":400,"detail":"'message' is not a Int32."}""")]
    [InlineData("Return", """{"Data":{}}""", 400, """{"type":"about:blank","title":"Bad Request","status":400,"detail":"Data has no member 'message'."}""")]
    [InlineData("Return", "[]", 400, """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The body is not a JSON object."}""")]
    [InlineData("Return", "", 400, """{"type":"about:blank","title":"Bad Request","status":400,"detail":"The body is not JSON."}""")]
    [InlineData("Unknown", "{}", 404, """{"type":"about:blank","title":"Not Found","status":404}""")]
    public async Task A_failure_says_what_was_wrong_as_problem_details(string function, string body, int status, string expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync(function, body);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task A_failure_is_logged_with_its_exception_and_invocation()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.CallAsync("Fail", """{"Data":{"message":"\"x\""}}""");

        Assert.Contains(
            "Error: Fail failed (invocation 0f8fad5b-d9cb-469f-a165-70867728950e) InvalidOperationException on purpose",
            app.Log.Lines);
    }

    [Fact]
    public async Task A_call_that_is_not_json_is_refused_since_any_web_page_could_send_it()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));

        using HttpResponseMessage answer = await app.Client.PostAsync(
            "/Return", new StringContent(Encode("word"), Encoding.UTF8, "text/plain"));

        Assert.Equal(400, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task The_probe_of_the_host_is_answered(string method)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));
        using var request = new HttpRequestMessage(new HttpMethod(method), "/");

        using HttpResponseMessage answer = await app.Client.SendAsync(request);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    private static string Encode(string message) => $$$"""{"Data":{"message":"\"{{{message}}}\""},"Metadata":{}}""";

    private static async Task<(string Outcome, object? Value)> CallAsync(string function, string body)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(Functions));
        using HttpResponseMessage answer = await app.CallAsync(function, body);
        byte[] bytes = await answer.Content.ReadAsByteArrayAsync();
        return HostJudgement.Of((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString(), bytes);
    }

    public static class Functions
    {
        [Function("Return")]
        public static Task<object?> Return([QueueTrigger("q")] string message) => Task.FromResult<object?>(message switch
        {
            "empty" => "",
            "word" => "test",
            "date" => "2026-11-21T10:00:00+02:00",
            "oldDate" => "/Date(1795284000000)/",
            "decimal" => 123456789012345678.12345m,
            "true" => true,
            "object" => new { at = "2026-11-21T10:00:00.5000000+02:00", price = 10.50m },
            "accents" => "Zoë \"q\" \n 🚀",
            _ => null,
        });

        [Function("Nothing")]
        public static void Nothing([QueueTrigger("q")] string message) => Assert.NotNull(message);

        [Function("Deep")]
        public static object Deep([QueueTrigger("q")] int message) =>
            Enumerable.Range(0, message).Aggregate<int, object?>(null, (inner, _) => inner is null ? Array.Empty<object>() : new[] { inner })!;

        [Function("Fail")]
        public static void Fail([QueueTrigger("q")] string message) =>
            throw new InvalidOperationException(message == "x" ? "on purpose" : message);

        [Function("Cycle")]
        public static object Cycle([QueueTrigger("q")] string message)
        {
            var list = new List<object>();
            list.Add(list);
            return message.Length > 0 ? list : message;
        }

        [Function("Number")]
        public static int Number([QueueTrigger("q")] int message) => message;
    }
}
