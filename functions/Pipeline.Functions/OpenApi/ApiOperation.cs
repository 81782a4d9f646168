using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;
using Pipeline.Functions.Http;

namespace Pipeline.Functions.OpenApi;

/// <summary>Describes one operation of a document: parameters, body, answers, keys.</summary>
/// <param name="document">The document.</param>
/// <param name="complete">Puts examples into the description of a parameter.</param>
internal sealed class ApiOperation(OpenApiDocument document, Func<string?, string?> complete)
{
    private const string Form = "multipart/form-data";
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private readonly ApiSchemas schemas = new(document);

    public OpenApiOperation Describe(ApiRoute route) => new()
    {
        OperationId = route.Function.Name,
        Summary = route.Function.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary,
        Description = route.Function.Metadata.GetMetadata<IEndpointDescriptionMetadata>()?.Description,
        Tags = TagsOf(route).Select(tag => new OpenApiTagReference(tag, document)).ToHashSet(),
        Parameters = [.. Parameters(route.Function)],
        RequestBody = Body(route.Function.Metadata),
        Responses = Responses(route),
        Security = Security(route.Function.Trigger.AuthLevel),
    };

    private static IEnumerable<string> TagsOf(ApiRoute route) =>
        (route.Function.Metadata.GetMetadata<ITagsMetadata>()
            ?? route.Function.Method.DeclaringType!.GetCustomAttribute<TagsAttribute>())?.Tags ?? [];

    private IEnumerable<OpenApiParameter> Parameters(HttpFunction function)
    {
        if (function.Metadata.GetMetadata<AcceptsHeaderAttribute>() is { } header)
        {
            yield return new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Description = header.Description,
            };
        }

        foreach (ParameterInfo parameter in function.Parameters.Where(static parameter => HttpValues.IsSimple(parameter.ParameterType)))
        {
            bool isInPath = function.IsInRoute(parameter.Name!);
            yield return new OpenApiParameter
            {
                Name = parameter.Name!,
                In = isInPath ? ParameterLocation.Path : ParameterLocation.Query,
                Required = isInPath,
                Schema = schemas.Inline(parameter),
                Description = complete(parameter.GetCustomAttribute<DescriptionAttribute>()?.Description),
            };
        }
    }

    private OpenApiRequestBody? Body(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } body } accepted)
        {
            return new OpenApiRequestBody { Required = !accepted.IsOptional, Content = Content(Json, body) };
        }

        IReadOnlyList<AcceptsPartAttribute> parts = metadata.GetOrderedMetadata<AcceptsPartAttribute>();
        OpenApiSchema form = new()
        {
            Type = JsonSchemaType.Object,
            Required = parts.Where(static part => part.IsRequired).Select(static part => part.Name).ToHashSet(StringComparer.Ordinal),
            Properties = parts.ToDictionary(
                static part => part.Name,
                static IOpenApiSchema (part) => new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = part.Description }),
        };
        return parts.Count == 0
            ? null
            : new OpenApiRequestBody { Required = true, Content = new Dictionary<string, IOpenApiMediaType> { [Form] = new OpenApiMediaType { Schema = form } } };
    }

    private OpenApiResponses Responses(ApiRoute route)
    {
        OpenApiResponses responses = [];
        foreach (IProducesResponseTypeMetadata answer in route.Function.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>())
        {
            OpenApiResponse response = new() { Description = ReasonPhrases.GetReasonPhrase(answer.StatusCode) };
            if (answer.Type is { } type && type != typeof(void))
            {
                response.Content = Content(
                    answer.ContentTypes.FirstOrDefault() ?? (type == typeof(Problem) ? ProblemJson : Json), type);
            }

            responses[$"{answer.StatusCode}"] = response;
        }

        if (route.Function.Trigger.AuthLevel is not AuthorizationLevel.Anonymous)
        {
            _ = responses.TryAdd("401", new OpenApiResponse { Description = "The key is missing or wrong; there is no body" });
        }

        responses["default"] = new OpenApiResponse
        {
            Description = "Any other failure",
            Content = Content(ProblemJson, typeof(Problem)),
        };
        return responses;
    }

    private List<OpenApiSecurityRequirement> Security(AuthorizationLevel level) => level is AuthorizationLevel.Anonymous
        ? []
        : [.. document.Components!.SecuritySchemes!.Keys.Select(
            name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];

    private Dictionary<string, IOpenApiMediaType> Content(string media, Type type) =>
        new(StringComparer.Ordinal) { [media] = new OpenApiMediaType { Schema = schemas.For(type) } };
}
