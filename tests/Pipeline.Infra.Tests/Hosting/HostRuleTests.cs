using System.Text.Json.Nodes;
using Pipeline.Infra.Tests.Packaging;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>The published host.json and function.json keep the host's rules, and each rule sees a planted fault.</summary>
[Collection(PackageCollection.Name)]
public sealed class HostRuleTests(PackageFixture azd)
{
    private const string Blob = "NormaliseFeed/function.json";
    private const string Queue = "NormaliseFeedOnRequest/function.json";
    private const string Timer = "StartDueFlows/function.json";
    private const string Http = "ListFlows/function.json";
    private const string Host = "host.json";
    private const string New = "New/function.json";
    private const string ExtendedSessions = "extended sessions are off, or the host does not start";
    private const string HubName = "the task hub has a valid name of its own";
    private const string Limited = "a function may run for a short time, in which the longest transfer fits";
    private const string Versions = "the host runs the orders of this version and of older ones";
    private const string RouteOrder = "the function with the narrower route has the name that comes first";
    private const string Batches = "queue messages come in bounded batches";
    private const string Attempts = "a queue message gets several attempts";
    private const string Pauses = "a failed queue message waits before the next attempt";
    private const string Polling = "queues are looked at often enough and not all the time";
    private const string Encoding = "queue messages are base64";
    private const string Known = "the queues' settings are spelled as the extension knows them";
    private const string Sampling = "no telemetry that an alert counts is sampled away";
    private const string Orchestrator = """{"bindings":[{"type":"orchestrationTrigger","direction":"in","name":"context","durableRequiresGrpc":true}]}""";

    private static readonly Dictionary<string, HostRule> Rules = HostJsonRules.All.Concat(QueueRules.All).Concat(TelemetryRules.All).Concat(FunctionRules.All).Concat(HttpRules.All).Concat(RouteOrderRules.All).Concat(TriggerRules.All)
        .ToDictionary(static rule => rule.Name);

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "the schema version is 2.0", Host, "\"2.0\"", "\"4.0\"" },
        { "the executable is named and lies at the root", Host, "\"Pipeline.Functions\"", "\"Pipeline\"" },
        { "requests are proxied, or forwarded by older hosts", Host, "\"enableProxyingHttpRequest\": true", "\"enableProxyingHttpRequest\": false" },
        { "the extension bundle is pinned to a narrow range of version 4", Host, "[4.36.0, 4.39.0)", "[4.*, 5.0.0)" },
        { "routes have no prefix", Host, "\"routePrefix\": \"\"", "\"routePrefix\": \"api\"" },
        { Limited, Host, "\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"-1\"" },
        { Limited, Host, "\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"00:30:00\"" },
        { Limited, Host, "\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"00:07:00\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\",", "" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"0.9\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1.0\", \"versionMatchStrategy\": \"Strict\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1.0\", \"versionFailureStrategy\": \"Fail\"" },
        { Batches, Host, "\"batchSize\": 4", "\"batchSize\": 33" },
        { Batches, Host, "\"batchSize\": 4", "\"batchSize\": 0" },
        { Batches, Host, "\"batchSize\": 4", "\"batchSize\": \"4\"" },
        { Batches, Host, "\"newBatchThreshold\": 1", "\"newBatchThreshold\": 4" },
        { Batches, Host, "\"newBatchThreshold\": 1", "\"newBatchThreshold\": -1" },
        { Attempts, Host, "\"maxDequeueCount\": 5", "\"maxDequeueCount\": 1" },
        { Attempts, Host, "\"maxDequeueCount\": 5", "\"maxDequeueCount\": 0" },
        { Attempts, Host, "\"maxDequeueCount\": 5", "\"maxDequeueCount\": 2.5" },
        { Pauses, Host, "\"visibilityTimeout\": \"00:00:30\"", "\"visibilityTimeout\": \"00:00:00\"" },
        { Pauses, Host, "\"visibilityTimeout\": \"00:00:30\"", "\"visibilityTimeout\": \"30\"" },
        { Pauses, Host, "\"visibilityTimeout\": \"00:00:30\"", "\"visibilityTimeout\": \"24:00:00\"" },
        { Pauses, Host, "\"visibilityTimeout\": \"00:00:30\"", "\"visibilityTimeout\": \"7.00:00:01\"" },
        { Pauses, Host, "\"visibilityTimeout\": \"00:00:30\"", "\"visibilityTimeout\": 30" },
        { Pauses, Host, "\"visibilityTimeout\": \"00:00:30\",", "" },
        { Polling, Host, "\"maxPollingInterval\": \"00:00:10\"", "\"maxPollingInterval\": \"00:00:00.05\"" },
        { Polling, Host, "\"maxPollingInterval\": \"00:00:10\"", "\"maxPollingInterval\": \"10\"" },
        { Polling, Host, "\"maxPollingInterval\": \"00:00:10\"", "\"maxPollingInterval\": \"00:05:00\"" },
        { Encoding, Host, "base64", "none" },
        { Known, Host, "\"batchSize\": 4", "\"batchsize\": 4" },
        { Sampling, Host, "\"Request;Trace;Exception\"", "\"Request\"" },
        { Sampling, Host, "\"Request;Trace;Exception\"", "\"Trace;Exception\"" },
        { Sampling, Host, "\"Request;Trace;Exception\"", "\"Request,Trace,Exception\"" },
        { Sampling, Host, "\"samplingSettings\"", "\"sampling\"" },
        { Sampling, Host, "\"default\": \"Information\"", "\"default\": \"Warning\"" },
        { "the folder's name is a function's", "2New/function.json", "", "{\"bindings\":[]}" },
        { "there is at least one binding", New, "", "{\"bindings\":[]}" },
        { "every binding has a type, a direction and a valid name", Queue, "\"name\": \"request\"", "\"name\": \"the-request\"" },
        { "every binding has a type, a direction and a valid name", Queue, "\"direction\": \"in\"", "\"direction\": \"into\"" },
        { "names of bindings are unique in a function", Http, "\"res\"", "\"Request\"" },
        { "there is exactly one trigger, and it is an input", Queue, "queueTrigger", "queue" },
        { "there is exactly one trigger, and it is an input", Http, "\"type\": \"http\",\n      \"direction\": \"out\"", "\"type\": \"queueTrigger\",\n      \"direction\": \"in\"" },
        { "the host starts no script of a function", Queue, "{\n  \"bindings\"", "{\n  \"scriptFile\": \"run.csx\",\n  \"bindings\"" },
        { "the host repeats no queue or blob function by a policy of its own", Queue, "{\n  \"bindings\"", "{\n  \"retry\": { \"strategy\": \"fixedDelay\" },\n  \"bindings\"" },
        { "an HTTP function is one httpTrigger and one http output, or it leaves proxy mode", Http, "\"bindings\": [", "\"bindings\": [ { \"type\": \"durableClient\", \"direction\": \"in\", \"name\": \"client\" }," },
        { "the key it asks for and its methods are known", Http, "\"get\"", "\"fetch\"" },
        { "only probes and pushes come without a key", Http, "\"authLevel\": \"function\"", "\"authLevel\": \"anonymous\"" },
        { "no route lies in the host's own space", Http, "\"route\": \"api/flows\"", "\"route\": \"admin/flows\"" },
        { "no two functions answer the same method of the same route", Http, "\"route\": \"api/flows\"", "\"route\": \"API/feeds/\"" },
        { RouteOrder, "AOps/function.json", "", Get("ops/{*path}") },
        { RouteOrder, "AnyArticle/function.json", "", Get("api/catalog/{distributor}/{*sku}") },
        { RouteOrder, "AnyFlow/function.json", "", Get("api/{kind}/{id}") },
        { RouteOrder, "ShowFlow/function.json", "", Get("API/flows/{code}/") },
        { RouteOrder, "FindOrder/function.json", "", Get("api/orders/{id?}") },
        { RouteOrder, "AnyExport/function.json", "", Get("api/{name}.{form}") },
        { "the bundle knows the type of every binding", Timer, "timerTrigger", "clockTrigger" },
        { "a schedule has six fields or is a setting", Timer, "0 * * * * *", "* * * * *" },
        { "no timer runs at every start of an instance", Timer, "\"useMonitor\": true", "\"runOnStartup\": true" },
        { "a queue's name is valid", Queue, "feed-files", "Feed_Files" },
        { "storage is reached by the app's own connection", Queue, "AzureWebJobsStorage", "DataStorage" },
        { "a blob trigger listens to Event Grid", Blob, "\"EventGrid\"", "\"LogsAndContainerScan\"" },
        { "a blob trigger does not ship the content", Blob, "\"true\"", "\"false\"" },
        { "a blob trigger does not ship the content", Blob, "\"bindings\": [", "\"bindings\": [ { \"type\": \"blob\", \"direction\": \"out\", \"name\": \"copy\", \"path\": \"copies/{name}\" }," },
        { "a blob's path is a container and a pattern", Blob, "landing/{name}", "landing" },
        { "durable bindings ask for the protocol of this worker", New, "", "{\"bindings\":[{\"type\":\"orchestrationTrigger\",\"direction\":\"in\",\"name\":\"context\"}]}" },
        { "orchestrators and activities return by the answer, not by an output", New, "", "{\"bindings\":[{\"type\":\"activityTrigger\",\"direction\":\"in\",\"name\":\"input\"},{\"type\":\"http\",\"direction\":\"out\",\"name\":\"$return\"}]}" },
    };

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void The_published_files_keep_every_rule(string rule)
    {
        string source = Rules[rule].Source;

        Assert.Empty(Rules[rule].Findings(HostFolder.Read(azd.Folder)).Select(finding => $"{finding} ({source})"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_reported(string rule, string file, string from, string to)
    {
        HostFolder faulty = HostFolder.Read(azd.Folder).With(file, from, to);

        Assert.NotEmpty(Rules[rule].Findings(faulty));
    }

    [Theory]
    [InlineData("ZOps", "ops/{*path}")]
    [InlineData("AOps", "operations/{*path}")]
    [InlineData("AFlow", "api/flows/first")]
    [InlineData("AFlow", "api/flows/{flow}/next")]
    [InlineData("AFlow", "api/flows/{flow}/run")] // That one is posted.
    public void A_further_route_that_hides_none_is_no_fault(string name, string route)
    {
        HostFolder more = HostFolder.Read(azd.Folder).With($"{name}/function.json", "", Get(route));

        Assert.Empty(Rules[RouteOrder].Findings(more));
    }

    [Fact]
    public void Extended_sessions_are_reported()
    {
        HostFolder faulty = HostFolder.Read(azd.Folder).WithDurableTask(new JsonObject { ["extendedSessionsEnabled"] = true });

        Assert.NotEmpty(Rules[ExtendedSessions].Findings(faulty));
    }

    [Fact]
    public void A_task_hub_without_a_valid_name_is_reported()
    {
        HostFolder faulty = HostFolder.Read(azd.Folder).With(New, "", Orchestrator).WithDurableTask(new JsonObject { ["hubName"] = "my-hub" });

        Assert.NotEmpty(Rules[HubName].Findings(faulty));
    }

    [Fact]
    public void Alerts_read_requests_and_traces() => Assert.Equal(["Exception", "Request", "Trace"], TelemetryRules.Needed());

    [Fact]
    public void Every_rule_has_a_planted_fault() =>
        Assert.Empty(Rules.Keys.Except(Faults.Select(static fault => (string)fault[0])).Except([ExtendedSessions, HubName]));

    private static string Get(string route) =>
        $$"""{"bindings":[{"type":"httpTrigger","direction":"in","name":"request","authLevel":"function","methods":["get"],"route":"{{route}}"},{"type":"http","direction":"out","name":"$return"}]}""";
}
