using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Pipeline.Worker.Tests.Support;

/// <summary>What the Functions host makes of a complete answer of a handler; functions-custom-handler.md §1.6, restated
/// with the JSON reader the host uses. Faults of the connection and redirects are left out.</summary>
internal static class HostJudgement
{
    public const string Success = "success";
    public const string Failure = "failure";
    public const string NeverCompletes = "never-completes";

    /// <summary>Judges an answer; the value is what the host takes as the function's result.</summary>
    public static (string Outcome, object? ReturnValue) Of(
        int status, string? contentType, byte[] body, params string[] httpOutputs)
    {
        if (status is < 200 or > 299)
        {
            return (Failure, null);
        }

        if (body.Length == 0)
        {
            return (NeverCompletes, null);
        }

        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
            || !(Is(type, "application/json") || Is(type, "text/json")))
        {
            return (Failure, null);
        }

        return OfJson(Encoding.GetEncoding(type.CharSet ?? "utf-8").GetString(body).TrimStart('\uFEFF'), httpOutputs);
    }

    private static (string Outcome, object? ReturnValue) OfJson(string json, string[] httpOutputs)
    {
        Result? result;
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { MaxDepth = 256 };
            result = new JsonSerializer { MaxDepth = 256 }.Deserialize<Result>(reader);
        }
        catch (JsonException)
        {
            return (Failure, null);
        }

        if (result is null)
        {
            return (NeverCompletes, null);
        }

        bool badOutput = httpOutputs.Any(name =>
            result.Outputs is { } outputs && outputs.TryGetValue(name, out object? value) && !IsObject(value));
        return badOutput ? (Failure, null) : (Success, result.ReturnValue);
    }

    private static bool Is(MediaTypeHeaderValue type, string name) =>
        string.Equals(type.MediaType, name, StringComparison.OrdinalIgnoreCase);

    private static bool IsObject(object? value) =>
        value is JObject || (value is string text && text.StartsWith('{'));

    private sealed class Result
    {
        public IDictionary<string, object?>? Outputs { get; set; }

        public List<string?>? Logs { get; set; }

        public object? ReturnValue { get; set; }
    }
}
