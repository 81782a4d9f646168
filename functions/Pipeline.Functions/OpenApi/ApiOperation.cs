using System.ComponentModel;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.OpenApi;

namespace Pipeline.Functions.OpenApi;

/// <summary>Describes one operation of a document: parameters, body, answers, keys.</summary>
internal sealed class ApiOperation(OpenApiDocument document)
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private readonly ApiSchemas schemas = new(document);

    public OpenApiOperation Describe(ApiRoute route) => new()
    {
        OperationId = route.Name,
        Summary = route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary,
        Description = route.Metadata.GetMetadata<IEndpointDescriptionMetadata>()?.Description,
        Tags = TagsOf(route).Select(tag => new OpenApiTagReference(tag, document)).ToHashSet(),
        Parameters = [.. Parameters(route)],
        RequestBody = BodyOf(route) is { } body ? new OpenApiRequestBody { Required = true, Content = Content(Json, body) } : null,
        Responses = Responses(route),
        Security = Security(route.Trigger.AuthLevel),
    };

    private static IEnumerable<string> TagsOf(ApiRoute route) =>
        (route.Metadata.GetMetadata<ITagsMetadata>()
            ?? route.Method.DeclaringType!.GetCustomAttribute<TagsAttribute>())?.Tags ?? [];

    private static ParameterLocation? PlaceOf(ApiRoute route, ParameterInfo parameter) =>
        parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null || !ApiSchemas.IsSimple(parameter.ParameterType)
            ? null
            : route.IsInPath(parameter.Name!) ? ParameterLocation.Path : ParameterLocation.Query;

    private static Type? BodyOf(ApiRoute route)
    {
        Type type = route.Method.GetParameters()
            .First(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null).ParameterType;
        return type == typeof(HttpRequest) || type == typeof(HttpContext)
            ? route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType
            : type;
    }

    private IEnumerable<OpenApiParameter> Parameters(ApiRoute route)
    {
        foreach (ParameterInfo parameter in route.Method.GetParameters())
        {
            IFromHeaderMetadata? header = parameter.GetCustomAttributes().OfType<IFromHeaderMetadata>().FirstOrDefault();
            if ((header is null ? PlaceOf(route, parameter) : ParameterLocation.Header) is { } place)
            {
                yield return new OpenApiParameter
                {
                    Name = header?.Name ?? parameter.Name!,
                    In = place,
                    Required = place is ParameterLocation.Path,
                    Schema = schemas.Inline(parameter),
                    Description = parameter.GetCustomAttribute<DescriptionAttribute>()?.Description,
                };
            }
        }
    }

    private OpenApiResponses Responses(ApiRoute route)
    {
        OpenApiResponses responses = [];
        foreach (IProducesResponseTypeMetadata answer in route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>())
        {
            OpenApiResponse response = new() { Description = ReasonPhrases.GetReasonPhrase(answer.StatusCode) };
            if (answer.Type is { } type && type != typeof(void))
            {
                response.Content = Content(
                    answer.ContentTypes.FirstOrDefault() ?? (type == typeof(Http.Problem) ? ProblemJson : Json), type);
            }

            responses[$"{answer.StatusCode}"] = response;
        }

        responses["default"] = new OpenApiResponse
        {
            Description = "Any other failure",
            Content = Content(ProblemJson, typeof(Http.Problem)),
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
