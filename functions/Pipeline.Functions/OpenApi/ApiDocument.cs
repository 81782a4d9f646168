using System.Globalization;
using Microsoft.OpenApi;
using Pipeline.Core.Distributors;
using Pipeline.Core.Flows;

namespace Pipeline.Functions.OpenApi;

/// <summary>The OpenAPI 3.1 document of the app, made from the attributes of its functions at the first request.</summary>
/// <remarks>Where a description has <c>{distributor}</c> or <c>{flow}</c>, the first registered one stands as an example.</remarks>
public sealed class ApiDocument(DistributorCatalog distributors, FlowCatalog flows)
{
    private readonly Lazy<string> text = new(() => Write(Make(
        distributors.All.Select(static distributor => distributor.Code).FirstOrDefault(),
        flows.All.Select(static flow => flow.Code).FirstOrDefault())));

    /// <summary>The document as JSON.</summary>
    public string Json => text.Value;

    private static string Write(OpenApiDocument document)
    {
        using StringWriter json = new(CultureInfo.InvariantCulture);
        document.SerializeAsV31(new OpenApiJsonWriter(json, new OpenApiJsonWriterSettings { Terse = true }));
        return json.ToString();
    }

    private static OpenApiDocument Make(string? distributor, string? flow)
    {
        OpenApiDocument document = new()
        {
            Info = new OpenApiInfo
            {
                Title = "Pipeline",
                Version = typeof(ApiDocument).Assembly.GetName().Version!.ToString(3),
                Description = "Distributor feeds in, one catalogue out; flows and their executions. Errors are problem details with a code. "
                    + "What the Functions host refuses itself has no body: a missing or wrong key (401), an unknown path or a "
                    + "method that a path does not have (404), more than 100 MiB (500).",
            },
        };
        document.AddComponent<IOpenApiSecurityScheme>("functionKey", Key(ParameterLocation.Header, "x-functions-key"));
        document.AddComponent<IOpenApiSecurityScheme>("functionKeyInQuery", Key(ParameterLocation.Query, "code"));
        ApiOperation operation = new(document, text => text?.Replace("{distributor}", distributor, StringComparison.Ordinal).Replace("{flow}", flow, StringComparison.Ordinal));
        foreach (IGrouping<string, ApiRoute> path in ApiRoute.FindAll().GroupBy(static route => route.Path))
        {
            document.Paths.Add(path.Key, new OpenApiPathItem
            {
                Operations = path
                    .SelectMany(static route => route.Methods, static (route, method) => (route, method))
                    .ToDictionary(static one => HttpMethod.Parse(one.method), one => operation.Describe(one.route)),
            });
        }

        return document;
    }

    private static OpenApiSecurityScheme Key(ParameterLocation place, string name) =>
        new() { Type = SecuritySchemeType.ApiKey, In = place, Name = name };
}
