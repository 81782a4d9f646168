using System.Reflection;
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
    private ReadResult read = null!;

    public async Task InitializeAsync()
    {
        app = await PipelineApp.StartAsync(storage);
        string json = await (await app.GetAsync("/api/openapi.json")).Content.ReadAsStringAsync();
        read = OpenApiDocument.Parse(json, "json");
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public void The_document_is_valid_openapi()
    {
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
            // A route that takes OPTIONS answers questions with how it is used.
            expected.UnionWith(trigger.Methods!.Except(trigger.Methods!.Contains("options") ? ["get", "head", "options"] : []).Select(
                method => $"{method} {Constraint().Replace("/" + trigger.Route, "{${name}}")}"));
        }

        Assert.True(expected.Count >= 15);
        Assert.Equal(
            expected.Where(static route => !route.Contains(" /ops", StringComparison.Ordinal)),
            Operations().Select(static operation => operation.Route));
    }

    [Fact]
    public void Every_route_says_what_it_does_and_what_it_answers() => Assert.All(Operations(), static operation =>
    {
        Assert.NotEmpty(operation.Described.Summary!);
        Assert.NotEmpty(operation.Described.Tags!);
        Assert.Contains(operation.Described.Responses!, static answer => answer.Key.StartsWith('2'));
        Assert.All(operation.Described.Parameters ?? [], static parameter => Assert.NotEmpty(parameter.Description!));
    });

    [Fact]
    public void Only_the_probes_and_the_pages_of_codes_are_open_to_everybody()
    {
        Assert.Equal(
            ["get /api/health", "get /api/ready", "get /errors/{code}"],
            Operations()
                .Where(static operation => operation.Described.Security is [])
                .Select(static operation => operation.Route)
                .Where(static route => !route.Contains("/api/notifications", StringComparison.Ordinal)));
        Assert.All(Operations(), static operation => Assert.NotNull(operation.Described.Security));
    }

    [Fact]
    public void An_execution_is_described_with_its_states_and_what_may_be_null()
    {
        IDictionary<string, IOpenApiSchema> properties = read.Document!.Components!.Schemas!["ExecutionView"].Properties!;

        Assert.Equal(
            ["queued", "running", "held", "cancelling", "succeeded", "nothingToDo", "partial", "failed", "refused", "cancelled", "skipped", "paused"],
            properties["status"].Enum!.Select(static state => state.GetValue<string>()));
        Assert.Equal(
            (JsonSchemaType.String | JsonSchemaType.Null, "date-time"),
            (properties["startedAt"].Type, properties["startedAt"].Format));
        Assert.Equal("ErrorView", Assert.IsType<OpenApiSchemaReference>(properties["firstError"].AnyOf![0]).Reference.Id);
        Assert.Equal(JsonSchemaType.Null, properties["firstError"].AnyOf![1].Type);
        Assert.Equal("ExecutionCounts", Assert.IsType<OpenApiSchemaReference>(properties["counts"]).Reference.Id);
    }

    [Fact]
    public void Parameters_of_a_list_are_described()
    {
        IList<IOpenApiParameter> parameters = read.Document!.Paths["/api/executions"].Operations![HttpMethod.Get].Parameters!;

        Assert.Equal(
            ["flow", "status", "trigger", "from", "to", "limit", "cursor"],
            parameters.Select(static parameter => parameter.Name!));
        IOpenApiSchema limit = parameters.Single(static parameter => parameter.Name == "limit").Schema!;
        Assert.Equal((JsonSchemaType.Integer, 50, null), (limit.Type, limit.Default!.GetValue<int>(), limit.Pattern));
    }

    private List<(string Route, OpenApiOperation Described)> Operations() =>
    [
        .. read.Document!.Paths
            .SelectMany(static path => path.Value.Operations!.Select(
                operation => ($"{operation.Key.Method.ToLowerInvariant()} {path.Key}", operation.Value)))
            .OrderBy(static operation => operation.Item1, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"\{\*{0,2}(?<name>[^}:=?]+)[^}]*\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constraint();
}
