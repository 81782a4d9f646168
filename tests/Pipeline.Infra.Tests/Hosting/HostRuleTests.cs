using Pipeline.Infra.Tests.Packaging;

namespace Pipeline.Infra.Tests.Hosting;

/// <summary>The published files keep the host's rules, and each rule sees a planted fault.</summary>
[Collection(PackageCollection.Name)]
public sealed class HostRuleTests(PackageFixture azd)
{
    private const string Blob = "NormaliseFeed";
    private const string Queue = "NormaliseFeedOnRequest";
    private const string Timer = "StartDueFlows";
    private const string Http = "ListFlows";
    private const string Host = "host.json";
    private const string Worker = "worker.config.json";
    private const string Extensions = "extensions.json";
    private const string Limited = "a function may run for a short time, in which the longest transfer fits";
    private const string Versions = "the host runs the orders of this version and of older ones";
    private const string Recovery = "orders go on soon after a worker or a host was killed";
    private const string RouteOrder = "the function with the narrower route has the name that comes first";
    private const string Complete = "every binding has a type, a direction and a valid name";
    private const string Batches = "queue messages come in bounded batches";
    private const string Attempts = "a queue message gets several attempts";
    private const string Pauses = "a failed queue message waits before the next attempt";
    private const string Polling = "queues are looked at often enough and not all the time";
    private const string Encoding = "queue messages are base64";
    private const string Known = "the queues' settings are spelled as the extension knows them";
    private const string Sampling = "no telemetry that an alert counts is sampled away";
    private const string Heard = "what the app says and how calls ended reaches the log";
    private const string Quiet = "the host says nothing of a call that went well";

    private static readonly Dictionary<string, HostRule> Rules = new[]
    {
        HostJsonRules.All, DurableRules.All, QueueRules.All, TelemetryRules.All, WorkerRules.All, FunctionRules.All, HttpRules.All, RouteOrderRules.All, TriggerRules.All,
    }.SelectMany(static rules => rules).ToDictionary(static rule => rule.Name);

    public static TheoryData<string> RuleNames => [.. Rules.Keys];

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "the schema version is 2.0", Host, "\"2.0\"", "\"4.0\"" },
        { "routes have no prefix", Host, "\"routePrefix\": \"\"", "\"routePrefix\": \"api\"" },
        { Limited, Host, "\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"-1\"" },
        { Limited, Host, "\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"00:30:00\"" },
        { Limited, Host, "\"functionTimeout\": \"00:10:00\"", "\"functionTimeout\": \"00:07:00\"" },
        { "a blob gets several attempts", Host, "\"poisonBlobThreshold\": 5", "\"poisonBlobThreshold\": 1" },
        { "a blob gets several attempts", Host, "\"poisonBlobThreshold\": 5", "" },
        { "the task hub has a valid name of its own", Host, "\"hubName\": \"Pipeline\"", "\"hubName\": \"my-hub\"" },
        { "the task hub has a valid name of its own", Host, "\"hubName\": \"Pipeline\",", "" },
        { Versions, Host, "\"defaultVersion\": \"1.0\",", "" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"0.9\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1.0.0\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1.0\", \"versionMatchStrategy\": \"Strict\"" },
        { Versions, Host, "\"defaultVersion\": \"1.0\"", "\"defaultVersion\": \"1.0\", \"versionFailureStrategy\": \"Fail\"" },
        { "extended sessions are off", Host, "\"extendedSessionsEnabled\": false", "\"extendedSessionsEnabled\": true" },
        { "a host that stops lets activities end", Host, "\"useGracefulShutdown\": true", "\"useGracefulShutdown\": false" },
        { Recovery, Host, "\"controlQueueVisibilityTimeout\": \"00:01:00\"", "\"controlQueueVisibilityTimeout\": \"00:00:30\"" },
        { Recovery, Host, "\"controlQueueVisibilityTimeout\": \"00:01:00\"", "\"controlQueueVisibilityTimeout\": \"00:05:00\"" },
        { Recovery, Host, "\"workItemQueueVisibilityTimeout\": \"00:00:30\"", "\"workItemQueueVisibilityTimeout\": \"00:01:00\"" },
        { Recovery, Host, "\"workItemQueueVisibilityTimeout\": \"00:00:30\"", "\"visibilityTimeout\": \"00:00:30\"" },
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
        { Heard, Host, "\"Function.*.User\": \"Information\",", "" },
        { Heard, Host, "\"Function.*.User\"", "\"Function.User\"" },
        { Heard, Host, "\"default\": \"Information\"", "\"default\": \"Warning\"" },
        { Quiet, Host, "\"Function\": \"Warning\"", "\"Function\": \"Information\"" },
        { Quiet, Host, "\"Host.Triggers.DurableTask\": \"Warning\",", "" },
        { Quiet, Host, "\"DurableTask\": \"Warning\",", "" },
        { "the worker is an assembly of the folder, run by dotnet", Worker, "\"Pipeline.Functions.dll\"", "\"Pipeline.dll\"" },
        { "the worker is an assembly of the folder, run by dotnet", Worker, "\"dotnet\"", "\"Pipeline.Functions\"" },
        { "the host asks the worker for its functions", Worker, "\"workerIndexing\": \"true\"", "\"workerIndexing\": \"false\"" },
        { "the files of every extension are in the package", Extensions, "./.azurefunctions/", "./" },
        { "the files of every extension are in the package", Extensions, "Extensions.DurableTask.dll", "Extensions.Durable.dll" },
        { "every trigger has its extension", Extensions, "\"AzureStorageBlobs\"", "\"AzureStorage\"" },
        { "every trigger has its extension", Extensions, "\"DurableTask\"", "\"Durable\"" },
        { "extensions come from the package, and the worker is the official one", Host, "\"version\": \"2.0\",", "\"version\": \"2.0\", \"extensionBundle\": {}," },
        { "extensions come from the package, and the worker is the official one", Host, "\"version\": \"2.0\",", "\"version\": \"2.0\", \"customHandler\": {}," },
        { "the host leaves telemetry to the worker only if the worker sends it", Host, "\"version\": \"2.0\",", "\"version\": \"2.0\", \"telemetryMode\": \"OpenTelemetry\"," },
        { "a function has a valid name", "2New", "", "{\"bindings\":[]}" },
        { "a function lies in the worker's assembly", Queue, "Pipeline.Functions.dll", "Pipeline.Core.dll" },
        { "there is at least one binding", "New", "", "{\"bindings\":[]}" },
        { Complete, "New", "", """{"bindings":[{"name":"the-request","type":"queueTrigger","direction":"In"}]}""" },
        { Complete, "New", "", """{"bindings":[{"name":"$return","type":"queueTrigger","direction":"In"}]}""" },
        { Complete, Queue, "\"direction\":\"In\"", "\"direction\":\"Into\"" },
        { "names of bindings are unique in a function", "New", "", """{"bindings":[{"name":"one"},{"name":"One"}]}""" },
        { "there is exactly one trigger, and it is an input", Queue, "queueTrigger", "queue" },
        { "there is exactly one trigger, and it is an input", "New", "", """{"bindings":[{"type":"timerTrigger","direction":"In"},{"type":"queueTrigger","direction":"In"}]}""" },
        { "the host repeats no queue or blob function by a policy of its own", Queue, "\"bindings\"", "\"retry\":{\"strategy\":\"fixedDelay\"},\"bindings\"" },
        { "the key it asks for and its methods are known", Http, "\"get\"", "\"fetch\"" },
        { "the key it asks for and its methods are known", Http, "\"methods\":[\"get\"],", "" },
        { "only probes, pushes and pages come without a key", Http, "\"authLevel\":\"Function\"", "\"authLevel\":\"Anonymous\"" },
        { "every route is written out", Http, "\"route\":\"api/flows\",", "" },
        { "no route lies in the host's own space", Http, "\"route\":\"api/flows\"", "\"route\":\"admin/flows\"" },
        { "no two functions answer the same method of the same route", Http, "\"route\":\"api/flows\"", "\"route\":\"API/feeds/\"" },
        { RouteOrder, "AOps", "", Get("ops/{*path}") },
        { RouteOrder, "AAll", "", """{"bindings":[{"type":"httpTrigger","route":"{*path}"}]}""" },
        { RouteOrder, "AnyArticle", "", Get("api/catalog/{distributor}/{*sku}") },
        { RouteOrder, "AnyFlow", "", Get("api/{kind}/{id}") },
        { RouteOrder, "ShowFlow", "", Get("API/flows/{code}/") },
        { RouteOrder, "FindOrder", "", Get("api/orders/{id?}") },
        { RouteOrder, "AnyExport", "", Get("api/{name}.{form}") },
        { "the extensions know the type of every binding", Timer, "timerTrigger", "clockTrigger" },
        { "a schedule has six fields or is a setting", Timer, "0 * * * * *", "* * * * *" },
        { "no timer runs at every start of an instance", Timer, "\"schedule\"", "\"runOnStartup\":true,\"schedule\"" },
        { "a queue's name is valid", Queue, "feed-files", "Feed_Files" },
        { "storage is reached by the app's own connection", "New", "", """{"bindings":[{"type":"queueTrigger","queueName":"new","connection":"DataStorage"}]}""" },
        { "a blob trigger listens to Event Grid", Blob, "\"EventGrid\"", "\"LogsAndContainerScan\"" },
        { "a blob trigger does not ship the content", Blob, "\"supportsDeferredBinding\":\"True\"", "\"supportsDeferredBinding\":\"False\"" },
        { "a blob's path is a container and a pattern", Blob, "landing/{name}", "landing" },
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
    [InlineData("ZPages", "pages/{*path}")]
    [InlineData("AOps", "operations/{*path}")]
    [InlineData("AFlow", "api/flows/first")]
    [InlineData("AFlow", "api/flows/{flow}/next")]
    [InlineData("AFlow", "api/flows/{flow}/run")] // That one is posted.
    public void A_further_route_that_hides_none_is_no_fault(string name, string route)
    {
        HostFolder more = HostFolder.Read(azd.Folder).With(name, "", Get(route));

        Assert.Empty(Rules[RouteOrder].Findings(more));
    }

    [Fact]
    public void Alerts_read_requests_and_traces() => Assert.Equal(["Exception", "Request", "Trace"], TelemetryRules.Needed());

    [Fact]
    public void Every_rule_has_a_planted_fault() =>
        Assert.Empty(Rules.Keys.Except(Faults.Select(static fault => (string)fault[0])));

    private static string Get(string route) =>
        $$"""{"bindings":[{"name":"request","type":"httpTrigger","direction":"In","authLevel":"Function","methods":["get"],"route":"{{route}}"},{"name":"$return","type":"http","direction":"Out"}]}""";
}
