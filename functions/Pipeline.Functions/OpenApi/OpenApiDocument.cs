using System.Text.Json.Nodes;

namespace Pipeline.Functions.OpenApi;

/// <summary>The OpenAPI 3.1 document of the app, made from the attributes of its functions at the first request.</summary>
public sealed class OpenApiDocument(IServiceProvider services)
{
    private readonly Lazy<string> text = new(() => Make(services).ToJsonString());

    /// <summary>The document as JSON.</summary>
    public string Json => text.Value;

    private static JsonObject Make(IServiceProvider services)
    {
        OpenApiSchemas schemas = new();
        JsonObject paths = [];
        foreach (IGrouping<string, OpenApiRoute> path in OpenApiRoute.FindAll(services).GroupBy(static route => route.Path))
        {
            JsonObject operations = [];
            foreach (OpenApiRoute route in path)
            {
                foreach (string method in route.Methods)
                {
                    operations[method] = OpenApiOperation.Describe(route, schemas);
                }
            }

            paths[path.Key] = operations;
        }

        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Pipeline",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version!.ToString(3),
                ["description"] = "Distributor feeds in, one catalogue out; flows and their executions.",
            },
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components,
                ["securitySchemes"] = new JsonObject
                {
                    ["functionKey"] = Key("header", "x-functions-key"),
                    ["functionKeyInQuery"] = Key("query", "code"),
                },
            },
        };
    }

    private static JsonObject Key(string place, string name) =>
        new() { ["type"] = "apiKey", ["in"] = place, ["name"] = name };
}
