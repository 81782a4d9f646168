using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.Functions.OpenApi;

/// <summary>Describes one operation: parameters, body, answers, keys.</summary>
internal static class OpenApiOperation
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    public static JsonObject Describe(OpenApiRoute route, OpenApiSchemas schemas)
    {
        JsonObject operation = new()
        {
            ["operationId"] = route.Name,
            ["summary"] = route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary,
            ["description"] = route.Metadata.GetMetadata<IEndpointDescriptionMetadata>()?.Description ?? string.Empty,
            ["tags"] = new JsonArray([.. TagsOf(route).Select(static tag => (JsonNode)tag)]),
            ["parameters"] = new JsonArray([.. Parameters(route, schemas)]),
            ["responses"] = Responses(route, schemas),
            ["security"] = Security(route.Trigger.AuthLevel),
        };
        if (BodyOf(route) is { } body)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content(Json, schemas.For(body)),
            };
        }

        return operation;
    }

    private static IEnumerable<string> TagsOf(OpenApiRoute route) =>
        (route.Metadata.GetMetadata<ITagsMetadata>()
            ?? route.Method.DeclaringType!.GetCustomAttribute<TagsAttribute>())?.Tags ?? [];

    private static IEnumerable<JsonNode> Parameters(OpenApiRoute route, OpenApiSchemas schemas)
    {
        foreach (ParameterInfo parameter in route.Method.GetParameters())
        {
            IFromHeaderMetadata? header = parameter.GetCustomAttributes().OfType<IFromHeaderMetadata>().FirstOrDefault();
            string name = header?.Name ?? parameter.Name!;
            string? place = header is not null ? "header" : PlaceOf(route, parameter);
            if (place is null)
            {
                continue;
            }

            JsonObject described = new()
            {
                ["name"] = name,
                ["in"] = place,
                ["required"] = place == "path",
                ["schema"] = schemas.Inline(parameter),
            };
            if (parameter.GetCustomAttribute<DescriptionAttribute>() is { } description)
            {
                described["description"] = description.Description;
            }

            yield return described;
        }
    }

    private static string? PlaceOf(OpenApiRoute route, ParameterInfo parameter) =>
        parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null || !OpenApiSchemas.IsSimple(parameter.ParameterType)
            ? null
            : route.IsInPath(parameter.Name!) ? "path" : "query";

    private static Type? BodyOf(OpenApiRoute route)
    {
        Type type = route.Method.GetParameters()
            .First(static parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>() is not null).ParameterType;
        return type == typeof(HttpRequest) || type == typeof(HttpContext)
            ? route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType
            : type;
    }

    private static JsonObject Responses(OpenApiRoute route, OpenApiSchemas schemas)
    {
        JsonObject responses = [];
        foreach (IProducesResponseTypeMetadata answer in route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>())
        {
            JsonObject response = new() { ["description"] = ReasonPhrases.GetReasonPhrase(answer.StatusCode) };
            if (answer.Type is { } type && type != typeof(void))
            {
                string media = answer.ContentTypes.FirstOrDefault()
                    ?? (type == typeof(Http.Problem) ? ProblemJson : Json);
                response["content"] = Content(media, schemas.For(type));
            }

            responses[$"{answer.StatusCode}"] = response;
        }

        responses["default"] = new JsonObject
        {
            ["description"] = "Any other failure",
            ["content"] = Content(ProblemJson, schemas.For(typeof(Http.Problem))),
        };
        return responses;
    }

    private static JsonArray Security(AuthorizationLevel level) => level is AuthorizationLevel.Anonymous
        ? []
        : [new JsonObject { ["functionKey"] = new JsonArray() }, new JsonObject { ["functionKeyInQuery"] = new JsonArray() }];

    private static JsonObject Content(string media, JsonNode schema) =>
        new() { [media] = new JsonObject { ["schema"] = schema } };
}
