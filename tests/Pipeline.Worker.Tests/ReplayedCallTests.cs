using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

/// <summary>The calls of vectors/requests.json, posted to running functions that say what they were given.</summary>
public sealed class ReplayedCallTests
{
    public static TheoryData<string> Texts => RequestVector.Ids(vector =>
        vector is { Trigger: "queueTrigger", Function: "Ingest", Handed.Kind: "text" });

    public static TheoryData<string> Bytes => RequestVector.Ids(vector =>
        vector is { Trigger: "queueTrigger", Handed.Kind: "bytes" });

    public static TheoryData<string> Blobs => RequestVector.Ids(vector =>
        vector.Trigger == "blobTrigger" && vector.Id is not ("blob-03" or "blob-05" or "blob-06"));

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_queue_function_is_given_the_message_text(string id)
    {
        RequestVector vector = RequestVector.Get(id);

        Assert.Equal(vector.Handed.Text, await ReplayAsync<string>(vector, typeof(TextFunctions)));
    }

    [Theory]
    [MemberData(nameof(Bytes))]
    public async Task A_queue_function_is_given_the_message_bytes(string id)
    {
        RequestVector vector = RequestVector.Get(id);

        Assert.Equal(vector.Handed.Base64, await ReplayAsync<string>(vector, typeof(ByteFunctions)));
    }

    [Theory]
    [InlineData("timer-01", "False - -")]
    [InlineData("timer-02", "False 2026-11-20T03:00:00Z 2026-11-21T03:00:00Z")]
    [InlineData("timer-02-paris", "False 2026-11-20T02:00:00Z 2026-11-21T02:00:00Z")]
    [InlineData("timer-03", "True 0001-01-01T00:00:00Z 2026-11-21T03:00:00Z")]
    [InlineData("timer-04", "True - - retry 1 of 3")]
    [InlineData("timer-05", "False - - retry 2 of 3")]
    public async Task A_timer_function_is_given_the_schedule(string id, string expected) =>
        Assert.Equal(expected, await ReplayAsync<string>(RequestVector.Get(id), typeof(TimerFunctions)));

    [Theory]
    [MemberData(nameof(Blobs))]
    public async Task A_blob_function_is_given_the_address_whether_or_not_content_comes(string id) =>
        Assert.Equal(
            "https://acct.blob.core.windows.net/in/2026/stock.csv | in | 2026/stock.csv | folder=2026 name=stock ext=csv | stock",
            await ReplayAsync<string>(RequestVector.Get(id), typeof(BlobFunctions)));

    [Fact]
    public async Task A_blob_name_with_blank_accent_hash_and_percent_is_unescaped() =>
        Assert.Equal(
            "https://acct.blob.core.windows.net/in/2026/%C3%A9t%C3%A9%20%231%20100%25.csv | in | 2026/été #1 100%.csv | folder=2026 name=été #1 100% ext=csv | été #1 100%",
            await ReplayAsync<string>(RequestVector.Get("blob-05"), typeof(BlobFunctions)));

    private static async Task<T?> ReplayAsync<T>(RequestVector vector, Type functions)
    {
        await using RunningApp app = await RunningApp.StartAsync(functions);
        using HttpResponseMessage answer = await app.CallAsync(vector.Path.TrimStart('/'), vector.Body);
        string text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        using var json = JsonDocument.Parse(text);
        return JsonSerializer.Deserialize<T>(json.RootElement.GetProperty("ReturnValue").GetString()!);
    }

    public static class TextFunctions
    {
        [Function("Ingest")]
        public static string Ingest([QueueTrigger("incoming")] string message) => message;
    }

    public static class ByteFunctions
    {
        [Function("Ingest")]
        public static string Ingest([QueueTrigger("incoming")] byte[] message) => Convert.ToBase64String(message);
    }

    public static class TimerFunctions
    {
        [Function("NightlySweep")]
        public static string Sweep([TimerTrigger("0 0 3 * * *")] TimerInfo timer, FunctionContext context)
        {
            string retry = context.RetryContext is { } r ? $" retry {r.RetryCount} of {r.MaxRetryCount}" : "";
            return $"{timer.IsPastDue} {Text(timer.ScheduleStatus?.Last)} {Text(timer.ScheduleStatus?.Next)}{retry}";
        }

        private static string Text(DateTime? time) => time switch
        {
            null => "-",
            { Year: 1 } unset => $"{unset:s}Z",
            { } set => $"{set.ToUniversalTime():s}Z",
        };
    }

    public static class BlobFunctions
    {
        [Function("BlobArrived")]
        public static string Arrived([BlobTrigger("in/{folder}/{name}.{ext}")] BlobTriggerReference blob, string name) =>
            $"{blob.Uri.AbsoluteUri} | {blob.Container} | {blob.Name} | "
            + string.Join(' ', blob.Captures.Select(capture => $"{capture.Key}={capture.Value}")) + $" | {name}";
    }
}
