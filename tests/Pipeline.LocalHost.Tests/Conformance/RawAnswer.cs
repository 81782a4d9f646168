using System.Globalization;
using System.Text;
using Newtonsoft.Json.Linq;

namespace Pipeline.LocalHost.Tests.Conformance;

/// <summary>Writes the answer of a vector as HTTP text.</summary>
internal static class RawAnswer
{
    private static readonly Dictionary<int, string> Reasons = new()
    {
        [200] = "OK", [202] = "Accepted", [204] = "No Content", [205] = "Reset Content", [302] = "Found",
        [304] = "Not Modified", [307] = "Temporary Redirect", [400] = "Bad Request", [404] = "Not Found",
        [413] = "Payload Too Large", [500] = "Internal Server Error", [503] = "Service Unavailable",
    };

    public static string Write(JObject vector)
    {
        int status = (int)vector["status"]!;
        string body = (string?)vector["body"] ?? string.Empty;
        int length = Encoding.UTF8.GetByteCount(body);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} {Reasons.GetValueOrDefault(status)}\r\nConnection: close\r\n");
        if ((string?)vector["contentType"] is { } contentType)
        {
            text.Append(CultureInfo.InvariantCulture, $"Content-Type: {contentType}\r\n");
        }

        foreach (JToken header in vector["extraHeaders"] as JArray ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{header[0]}: {header[1]}\r\n");
        }

        return (string?)vector["transport"] switch
        {
            "content-length" => text.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n{body}").ToString(),
            "cut" => text.Append(CultureInfo.InvariantCulture, $"Content-Length: {length + 100}\r\n\r\n{body}").ToString(),
            "stall" => text.Append(CultureInfo.InvariantCulture, $"Content-Length: {length}\r\n\r\n").ToString(),
            "chunked" => text.Append("Transfer-Encoding: chunked\r\n\r\n").Append(Chunk(body, length)).Append("0\r\n\r\n").ToString(),
            "until close" => text.Append("\r\n").Append(body).ToString(),
            "no body" => text.Append("\r\n").ToString(),
            _ => throw new InvalidOperationException($"transport {vector["transport"]}"),
        };
    }

    private static string Chunk(string body, int length) =>
        length == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"{length:x}\r\n{body}\r\n");
}
