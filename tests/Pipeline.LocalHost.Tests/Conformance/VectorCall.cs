using System.Globalization;
using System.Text;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Admin;
using Pipeline.LocalHost.Blobs;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.EventGrid;
using Pipeline.LocalHost.Http;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Queues;
using Pipeline.LocalHost.Timers;

namespace Pipeline.LocalHost.Tests.Conformance;

/// <summary>Turns what the real host held in a vector into a call of ours, through our triggers' own code.</summary>
internal static class VectorCall
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 3, 0, 0, TimeSpan.Zero);

    public static async Task<FunctionCall> CreateAsync(JObject vector)
    {
        FunctionDefinition function = Function(vector);
        JObject held = (JObject)vector["host"]!;
        return (string?)vector["trigger"] switch
        {
            "timerTrigger" => Timer(function, held),
            "queueTrigger" => Queue(function, vector, held),
            "blobTrigger" => Blob(function, vector, held),
            "httpTrigger" => await HttpAsync(function, held),
            "eventGridTrigger" => Event(function, held),
            _ => Durable(function, held),
        };
    }

    public static FunctionDefinition Function(JObject vector)
    {
        AppSettings settings = AppSettings.Read(new HostOptions { AppFolder = Path.GetTempPath() });
        return new FunctionFolders(settings).Read(
            (string?)vector["function"] ?? "Any", (JObject)vector["functionJson"]!);
    }

    private static FunctionCall Timer(FunctionDefinition function, JObject held)
    {
        TimerStatus? status = held["status"] is JObject kept
            ? new TimerStatus(
                Instant(kept["last"]) is { Year: > 1 } last ? last : null, Instant(kept["next"]))
            : null;
        return TimerCall.Create(function, status, (bool)held["isPastDue"]!, Now);
    }

    private static FunctionCall Queue(FunctionDefinition function, JObject vector, JObject held)
    {
        bool isBytes = (string?)held["type"] == "byte[]";
        byte[] content = isBytes
            ? Convert.FromBase64String((string)held["base64"]!)
            : Encoding.UTF8.GetBytes((string)held["value"]!);
        Dictionary<string, string> data = ((JArray)held["bindingData"]!)
            .ToDictionary(item => (string)item["name"]!, item => (string?)item["value"] ?? string.Empty);
        QueueMessage message = QueuesModelFactory.QueueMessage(
            data["Id"], data["PopReceipt"], "unused", long.Parse(data["DequeueCount"], CultureInfo.InvariantCulture),
            Instant(data["NextVisibleTime"]), Instant(data["InsertionTime"]), Instant(data["ExpirationTime"]));
        FunctionCall call = QueueCall.Create(function, message, content);

        // queue-21: the vectors' host held bytes although function.json asks for text.
        call = isBytes ? call with { TriggerValue = content } : call;
        call = call with
        {
            OtherInputs = [.. (held["otherInputs"] as JArray ?? []).Select(
                input => new KeyValuePair<string, object?>((string)input["name"]!, (string?)input["value"]))],
        };
        return (string?)vector["id"] == "queue-30" ? ManualStart.Manual(call, (string)held["value"]!) : call;
    }

    private static FunctionCall Blob(FunctionDefinition function, JObject vector, JObject held)
    {
        JToken expected = JsonConvert.DeserializeObject<JObject>(
            (string)vector["body"]!, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None })!
            ["Metadata"]!["Properties"]!;
        BlobProperties properties = BlobsModelFactory.BlobProperties(
            lastModified: Instant(expected["LastModified"]),
            createdOn: Instant(expected["CreatedOn"]),
            metadata: new Dictionary<string, string> { ["source"] = "partner é" },
            contentLength: (long)expected["ContentLength"]!,
            contentType: "text/csv",
            contentHash: [1, 2, 3, 4]);
        string[] path = Data(held, "BlobTrigger").Split('/', 2);
        Uri uri = new(Data(held, "Uri").StartsWith("https", StringComparison.Ordinal)
            ? Data(held, "Uri")
            : "https://acct.blob.core.windows.net/in/2026/stock.csv");
        FoundBlob blob = new(
            path[0], path[1], uri, BlobPath.Parse(function.Trigger.Text("path")!).Match(path[1])!);
        object value = (string?)held["type"] switch
        {
            "byte[]" => Convert.FromBase64String((string)held["base64"]!),
            "Stream" => new MemoryStream(Convert.FromBase64String((string)held["base64"]!)),
            _ => BlobCall.Reference(function.Trigger.Text("connection"), path[0], path[1]),
        };
        return BlobCall.Create(function, blob, properties, value);
    }

    private static async Task<FunctionCall> HttpAsync(FunctionDefinition function, JObject held)
    {
        DefaultHttpContext context = new();
        HttpRequest request = context.Request;
        Uri url = new((string)held["url"]!);
        request.Method = (string)held["method"]!;
        request.Scheme = url.Scheme;
        request.Path = url.AbsolutePath;
        request.QueryString = new QueryString(url.Query);
        foreach (JToken header in (JArray)held["headers"]!)
        {
            request.Headers.Append((string)header[0]!, new StringValues((string?)header[1]));
        }

        foreach (JProperty route in (held["routeValues"] as JObject)?.Properties() ?? [])
        {
            request.RouteValues[route.Name] = (string?)route.Value;
        }

        request.Body = new MemoryStream(Convert.FromBase64String((string?)held["bodyBase64"] ?? string.Empty));
        JArray identities = (string?)held["identity"] == "anonymous"
            ? HttpIdentity.Anonymous()
            : HttpIdentity.FunctionKey("partner1");
        return await HttpCall.CreateAsync(function, request, identities, CancellationToken.None);
    }

    private static FunctionCall Event(FunctionDefinition function, JObject held)
    {
        string text = (string)held["receivedText"]!;
        return EventGridCall.TakesMany(function)
            ? EventGridCall.Many(function, [.. JArray.Parse(text).Cast<JObject>()], Now)
            : EventGridCall.One(function, JObject.Parse(text), Now);
    }

    private static FunctionCall Durable(FunctionDefinition function, JObject held)
    {
        List<KeyValuePair<string, object?>> data = [];
        foreach (JToken item in held["bindingData"] as JArray ?? [])
        {
            string name = (string)item["name"]!;
            data.Add(new(name, name == "data" ? (object?)Parsed((string?)held["value"]) : (string?)item["value"]));
        }

        return new FunctionCall
        {
            Function = function,
            Reason = "(null)",
            TriggerValue = (string?)held["value"],
            BindingData = data,
        };
    }

    private static JToken? Parsed(string? text) => text is null
        ? null
        : JsonConvert.DeserializeObject<JToken>(
            text, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None }) ?? JValue.CreateNull();

    private static string Data(JObject held, string name) =>
        (string)((JArray)held["bindingData"]!).First(
            item => string.Equals((string?)item["name"], name, StringComparison.OrdinalIgnoreCase))["value"]!;

    private static DateTimeOffset Instant(JToken? token) =>
        DateTimeOffset.Parse((string)token!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
