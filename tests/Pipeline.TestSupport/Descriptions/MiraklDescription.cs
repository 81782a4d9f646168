using System.Globalization;
using System.Text.Json;

namespace Pipeline.TestSupport.Descriptions;

/// <summary>
/// The vendor's own descriptions of the Mirakl seller API, which are not part of this repository: the files
/// <c>mirakl-mmp-seller.openapi.json</c> and <c>mirakl-mcm-seller.openapi.json</c> in the folder that <c>PIPELINE_SPECS</c>
/// names, or in <c>shared/specs</c> beside a folder above the tests.
/// </summary>
public sealed class MiraklDescription
{
    /// <summary>Why a test that needs the descriptions is skipped.</summary>
    public const string Missing = "The vendor's descriptions mirakl-*-seller.openapi.json are not here; PIPELINE_SPECS names their folder.";

    private static readonly string[] Files = ["mirakl-mmp-seller.openapi.json", "mirakl-mcm-seller.openapi.json"];

    // The text of the description has them, its lists of parameters do not.
    private static readonly string[] GeneralParameters = ["max", "offset", "sort", "order", "limit", "page_token", "locale"];

    private static readonly Lazy<MiraklDescription?> Found = new(Load);

    private readonly Dictionary<string, (string Method, string Path, JsonElement Operation, MiraklSchemaCheck Check)> operations = [];

    private MiraklDescription(IEnumerable<JsonDocument> documents)
    {
        foreach (JsonElement root in documents.Select(document => document.RootElement))
        {
            MiraklSchemaCheck check = new(root);
            foreach (JsonProperty path in root.GetProperty("paths").EnumerateObject())
            {
                foreach (JsonProperty method in path.Value.EnumerateObject().Where(member => member.Value.TryGetProperty("operationId", out _)))
                {
                    _ = operations.TryAdd(method.Value.GetProperty("operationId").GetString()!, (method.Name.ToUpperInvariant(), path.Name, method.Value, check));
                }
            }
        }
    }

    /// <summary>The descriptions, or null where they are absent.</summary>
    public static MiraklDescription? Find() => Found.Value;

    /// <summary>The codes of the operations.</summary>
    public IReadOnlyCollection<string> Operations => operations.Keys;

    /// <summary>The code of the operation that a method and a path belong to; null: none is described.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">From <c>/api</c> on, without query.</param>
    public string? OperationOf(string method, string path) => operations
        .Where(entry => entry.Value.Method == method && Fits(entry.Value.Path, path))
        .OrderBy(entry => entry.Value.Path.Count(letter => letter == '{'))
        .Select(entry => entry.Key).FirstOrDefault();

    /// <summary>Compares a request with its operation: method, path, parameters, content type, JSON body or names of parts.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="pathAndQuery">From <c>/api</c> on.</param>
    /// <param name="contentType">Content type; null for none.</param>
    /// <param name="body">JSON of the body; null or empty for none, and for multipart bodies.</param>
    /// <param name="parts">Names of the parts of a multipart body.</param>
    public IReadOnlyList<MiraklFinding> CheckRequest(
        HttpMethod method, string pathAndQuery, string? contentType = null, string? body = null, IReadOnlyList<string>? parts = null)
    {
        string[] halves = pathAndQuery.Split('?', 2);
        if (OperationOf(method.Method, halves[0]) is not { } code)
        {
            return [new MiraklFinding("path", $"{method} {halves[0]} is not described")];
        }

        (_, _, JsonElement operation, MiraklSchemaCheck check) = operations[code];
        string[] given = [.. (halves.ElementAtOrDefault(1) ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))];
        JsonElement[] described = [.. operation.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query")];
        string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;
        return
        [
            .. given.Where(name => !GeneralParameters.Contains(name) && described.All(parameter => Name(parameter) != name))
                .Select(name => new MiraklFinding(name, "an unknown parameter")),
            .. described.Where(parameter => parameter.GetProperty("required").GetBoolean() && !given.Contains(Name(parameter)))
                .Select(parameter => new MiraklFinding(Name(parameter), "a required parameter that is missing")),
            .. CheckBody(operation, check, contentType, body, parts ?? []),
        ];
    }

    /// <summary>Compares an answer with what its operation may answer; a refusal's body is not described, and not compared.</summary>
    /// <param name="code">Code of the operation, for example <c>OR11</c>.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="contentType">Content type; null for none.</param>
    /// <param name="body">The body, empty for none.</param>
    public IReadOnlyList<MiraklFinding> CheckAnswer(string code, int status, string? contentType, string body)
    {
        if (status >= 400)
        {
            return [];
        }

        (_, _, JsonElement operation, MiraklSchemaCheck check) = operations[code];
        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out JsonElement response))
        {
            return [new MiraklFinding("status", $"{status} is not described")];
        }

        if (!response.TryGetProperty("content", out JsonElement content))
        {
            return [];
        }

        if (contentType is null || !content.TryGetProperty(contentType, out JsonElement type))
        {
            return [new MiraklFinding("content type", $"{contentType ?? "none"} is not described")];
        }

        return contentType == "application/json" ? check.CheckText(body, type.GetProperty("schema")) : [];
    }

    private static IEnumerable<MiraklFinding> CheckBody(JsonElement operation, MiraklSchemaCheck check, string? contentType, string? body, IReadOnlyList<string> parts)
    {
        if (!operation.TryGetProperty("requestBody", out JsonElement described))
        {
            return string.IsNullOrEmpty(body) && parts.Count == 0 ? [] : [new MiraklFinding("$", "a body where none is described")];
        }

        string type = contentType?.Split(';')[0] ?? string.Empty;
        if (!described.GetProperty("content").TryGetProperty(type, out JsonElement content))
        {
            return [new MiraklFinding("content type", $"'{type}' is not described")];
        }

        return type == "application/json" ? check.CheckText(body ?? string.Empty, content.GetProperty("schema")) : check.CheckParts(parts, content.GetProperty("schema"));
    }

    private static bool Fits(string template, string path)
    {
        string[] expected = template.Split('/');
        string[] given = path.Split('/');
        return expected.Length == given.Length && expected.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    private static MiraklDescription? Load()
    {
        string? folder = Environment.GetEnvironmentVariable("PIPELINE_SPECS") is { Length: > 0 } named
            ? named
            : Above(AppContext.BaseDirectory).Select(above => Path.Combine(above, "shared", "specs")).FirstOrDefault(path => File.Exists(Path.Combine(path, Files[0])));
        if (folder is null || Files.Any(file => !File.Exists(Path.Combine(folder, file))))
        {
            TestReport.Write($"Skipped: {Missing}");
            return null;
        }

        return new MiraklDescription(Files.Select(file => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file)))));
    }

    private static IEnumerable<string> Above(string? folder)
    {
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            yield return folder;
        }
    }
}
