using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Pipeline.TestSupport.Descriptions;

/// <summary>
/// The vendor's own description of Intcomex Web Services, which is not part of this repository: the file
/// <c>intcomex-iws.openapi.yaml</c> in the folder that <c>PIPELINE_SPECS</c> names, or in <c>shared/specs</c> beside a folder
/// above the tests.
/// </summary>
public sealed class IwsDescription
{
    /// <summary>Why a test that needs the description is skipped.</summary>
    public const string Missing = "The vendor's description intcomex-iws.openapi.yaml is not here; PIPELINE_SPECS names its folder.";

    private const string FileName = "intcomex-iws.openapi.yaml";

    // Beside the operation's own parameters, as the text says.
    private static readonly string[] TokenParameters = ["apiKey", "utcTimeStamp", "signature"];

    private static readonly Lazy<IwsDescription?> Found = new(Load);

    private readonly OpenApiDocument document;

    private IwsDescription(OpenApiDocument document) => this.document = document;

    /// <summary>The description, or null where it is absent.</summary>
    public static IwsDescription? Find() => Found.Value;

    /// <summary>The operations as they are spelled.</summary>
    public IReadOnlyList<string> Operations => [.. document.Paths.Keys.Select(path => path[1..])];

    /// <summary>Compares a request with its operation: path, method, parameters, body.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathAndQuery">From the operation on, for example <c>getorder?orderNumber=1</c>.</param>
    /// <param name="body">The body, null or empty for none.</param>
    public IReadOnlyList<IwsFinding> CheckRequest(HttpMethod method, string pathAndQuery, string? body)
    {
        string[] parts = pathAndQuery.TrimStart('/').Split('?', 2);
        if (Operation(parts[0], method) is not { } operation)
        {
            return [new IwsFinding("path", $"{method} {parts[0]} is not described", null)];
        }

        (string Name, string Value)[] query =
            [.. (parts.ElementAtOrDefault(1) ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Parameter).Where(given => !TokenParameters.Contains(given.Name))];
        IList<IOpenApiParameter> described = operation.Parameters ?? [];
        return
        [
            .. query.GroupBy(given => given.Name).Where(given => given.Count() > 1).Select(given => new IwsFinding(given.Key, "a parameter that is there twice", null)),
            .. query.SelectMany(given => CheckParameter(described.FirstOrDefault(parameter => parameter.Name == given.Name), given)),
            .. described.Where(parameter => parameter.Required && query.All(given => given.Name != parameter.Name))
                .Select(parameter => new IwsFinding(parameter.Name!, "a required parameter that is missing", null)),
            .. CheckBody(parts[0], operation, body),
        ];
    }

    /// <summary>Compares an answer with what its operation may answer under its status; places in arrays are not told apart.</summary>
    /// <param name="operation">As it is spelled, for example <c>getorder</c>.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The body, empty for none.</param>
    public IReadOnlyList<IwsFinding> CheckAnswer(string operation, int status, string body)
    {
        if ((Operation(operation, HttpMethod.Get) ?? Operation(operation, HttpMethod.Post))?.Responses is not { } responses)
        {
            return [new IwsFinding("path", $"{operation} is not described", null)];
        }

        if (!responses.TryGetValue(status.ToString(CultureInfo.InvariantCulture), out IOpenApiResponse? response))
        {
            return [new IwsFinding("status", $"{status} is not described", IwsContradiction.UndescribedStatus), .. Compare(operation, body, AnyError(), isRequest: false)];
        }

        return response.Content is not { Count: > 0 } content
            ? body.Length == 0 ? [] : [new IwsFinding("$", "a body where none is described", null)]
            : content.TryGetValue("application/json", out IOpenApiMediaType? json) ? Compare(operation, body, json.Schema!, isRequest: false)
            : [];
    }

    private static IEnumerable<IwsFinding> CheckParameter(IOpenApiParameter? described, (string Name, string Value) given)
    {
        if (described?.Schema is not { } schema)
        {
            return [new IwsFinding(given.Name, "an unknown parameter", null)];
        }

        bool fits = schema.Type switch
        {
            JsonSchemaType.Integer => int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _),
            JsonSchemaType.Number => decimal.TryParse(given.Value, NumberStyles.Number, CultureInfo.InvariantCulture, out _),
            JsonSchemaType.Boolean => given.Value is "true" or "false",
            _ => given.Value.Length > 0 && (schema.Enum is not { Count: > 0 } allowed || allowed.Any(value => value.GetValue<string>() == given.Value)),
        };
        return fits ? [] : [new IwsFinding(given.Name, $"'{given.Value}' does not fit", null)];
    }

    private static IReadOnlyList<IwsFinding> CheckBody(string name, OpenApiOperation operation, string? body)
    {
        if (operation.RequestBody?.Content?["application/json"].Schema is { } schema)
        {
            return Compare(name, body ?? "", schema, isRequest: true);
        }

        return string.IsNullOrEmpty(body) ? [] : [new IwsFinding("$", "a body where none is described", null)];
    }

    private static IReadOnlyList<IwsFinding> Compare(string operation, string body, IOpenApiSchema schema, bool isRequest)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(body);
            return [.. new IwsSchemaCheck(operation, isRequest).Check(json.RootElement, schema, "$").Distinct()];
        }
        catch (JsonException unreadable)
        {
            return [new IwsFinding("$", $"no JSON: {unreadable.Message}", null)];
        }
    }

    private static (string Name, string Value) Parameter(string text)
    {
        string[] parts = text.Split('=', 2);
        return (Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private OpenApiOperation? Operation(string name, HttpMethod method) =>
        document.Paths.TryGetValue($"/{name}", out IOpenApiPathItem? path) ? path.Operations?.GetValueOrDefault(method) : null;

    private OpenApiSchema AnyError() => new()
    {
        OneOf = [.. document.Components!.Schemas!.Values.Where(schema => schema.Properties?.ContainsKey("ErrorCode") ?? false)],
    };

    private static IwsDescription? Load()
    {
        string? file = Environment.GetEnvironmentVariable("PIPELINE_SPECS") is { Length: > 0 } folder
            ? Path.Combine(folder, FileName)
            : Above(AppContext.BaseDirectory).Select(above => Path.Combine(above, "shared", "specs", FileName)).FirstOrDefault(File.Exists);
        if (!File.Exists(file))
        {
            TestReport.Write($"Skipped: {Missing}");
            return null;
        }

        OpenApiReaderSettings settings = new();
        settings.AddYamlReader();
        using MemoryStream text = new(File.ReadAllBytes(file));
        ReadResult read = OpenApiDocument.Load(text, "yaml", settings);
        return read is { Document: { } document, Diagnostic.Errors.Count: 0 }
            ? new IwsDescription(document)
            : throw new InvalidOperationException($"{FileName}: {string.Join(' ', read.Diagnostic?.Errors ?? [])}");
    }

    private static IEnumerable<string> Above(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }
}
