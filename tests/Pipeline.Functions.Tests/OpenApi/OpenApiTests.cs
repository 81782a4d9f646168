using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.OpenApi;

/// <summary>The OpenAPI document against the routes the app has.</summary>
[Collection(StorageCollection.Name)]
public sealed partial class OpenApiTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;
    private string json = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(storage);
        json = await (await app.GetAsync("/api/openapi.json")).Content.ReadAsStringAsync();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task The_document_is_valid_openapi()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));

        ReadResult read = await OpenApiDocument.LoadAsync(stream, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, read.Diagnostic.SpecificationVersion);
    }

    [Fact]
    public void Every_public_route_is_documented_and_nothing_else()
    {
        SortedSet<string> expected = new(StringComparer.Ordinal);
        foreach (HttpTriggerAttribute trigger in typeof(PipelineComposition).Assembly.GetExportedTypes()
            .SelectMany(static type => type.GetMethods())
            .SelectMany(static method => method.GetParameters())
            .Select(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .OfType<HttpTriggerAttribute>())
        {
            expected.UnionWith(trigger.Methods.Select(
                method => $"{method} {Constraint().Replace("/" + trigger.Route, "{${name}}")}"));
        }

        Assert.True(expected.Count >= 15);
        Assert.Equal(
            expected.Where(static route => route.Contains("/api/", StringComparison.Ordinal)),
            Operations().Select(static operation => operation.Route));
    }

    [Fact]
    public void Every_route_says_what_it_does_and_what_it_answers() => Assert.All(Operations(), static operation =>
    {
        Assert.NotEqual(string.Empty, operation.Node["summary"]?.GetValue<string>());
        Assert.NotEmpty(operation.Node["tags"]!.AsArray());
        Assert.Contains(operation.Node["responses"]!.AsObject(), static answer => answer.Key.StartsWith('2'));
        Assert.All(operation.Node["parameters"]!.AsArray(), static parameter =>
            Assert.NotEqual(string.Empty, parameter!["description"]?.GetValue<string>() ?? string.Empty));
    });

    [Fact]
    public void Only_the_probes_are_open_to_everybody() => Assert.Equal(
        ["get /api/health", "get /api/ready"],
        Operations()
            .Where(static operation => operation.Node["security"]!.AsArray().Count == 0)
            .Select(static operation => operation.Route)
            .Where(static route => !route.Contains("/api/notifications", StringComparison.Ordinal)));

    [Fact]
    public void An_execution_is_described_with_its_states_and_what_may_be_null()
    {
        JsonNode schema = JsonNode.Parse(json)!["components"]!["schemas"]!["ExecutionView"]!;

        Assert.Equal(
            """["queued","running","held","cancelling","succeeded","nothingToDo","partial","failed","refused","cancelled","skipped","paused"]""",
            schema["properties"]!["status"]!["enum"]!.ToJsonString());
        Assert.Equal(
            """{"type":["string","null"],"format":"date-time"}""", schema["properties"]!["startedAt"]!.ToJsonString());
        Assert.Equal(
            """{"anyOf":[{"$ref":"#/components/schemas/ExecutionError"},{"type":"null"}]}""",
            schema["properties"]!["firstError"]!.ToJsonString());
        Assert.Equal(
            """{"$ref":"#/components/schemas/ExecutionCounts"}""", schema["properties"]!["counts"]!.ToJsonString());
    }

    [Fact]
    public void Parameters_of_a_list_are_described()
    {
        JsonArray parameters = JsonNode.Parse(json)!["paths"]!["/api/executions"]!["get"]!["parameters"]!.AsArray();

        Assert.Equal(
            ["flow", "status", "trigger", "from", "to", "limit", "cursor"],
            parameters.Select(static parameter => parameter!["name"]!.GetValue<string>()));
        Assert.Equal(
            """{"type":"integer","default":50}""",
            parameters.Single(static parameter => parameter!["name"]!.GetValue<string>() == "limit")!["schema"]!.ToJsonString());
    }

    private List<(string Route, JsonNode Node)> Operations() =>
    [
        .. JsonNode.Parse(json)!["paths"]!.AsObject()
            .SelectMany(static path => path.Value!.AsObject().Select(method => ($"{method.Key} {path.Key}", method.Value!)))
            .OrderBy(static operation => operation.Item1, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\{\*{0,2}(?<name>[^}:=?]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
