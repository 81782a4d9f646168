using System.Text.Json.Nodes;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>A call that is refused.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="message">Text of the answer.</param>
/// <param name="code">Code, for operations that publish a table of them.</param>
internal sealed class ApiRefusal(int status, string message, string? code = null) : Exception(message)
{
    public int Status => status;

    public string? Code => code;

    /// <summary>Header of 429, in seconds; null for none.</summary>
    public string? RetryAfter { get; init; }

    public static ApiRefusal Bad(string message, string? code = null) => new(StatusCodes.Status400BadRequest, message, code);

    public static ApiRefusal Unknown(string message, string? code = null) => new(StatusCodes.Status404NotFound, message, code);

    public JsonObject Body()
    {
        JsonObject body = new() { ["status"] = status, ["message"] = Message };
        if (code is not null)
        {
            body["code"] = code;
        }

        return body;
    }
}
