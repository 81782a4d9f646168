using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Azure.Data.Tables;

/// <summary>Takes the answer to a transaction apart: a multipart body with one small HTTP answer per action.</summary>
/// <remarks>
/// Tolerant: it looks for lines that begin with <c>HTTP/1.</c>, whatever boundaries, line ends and headers surround
/// them. JSON bodies hold no line ends, so such a line cannot be data. A refused transaction has one part.
/// </remarks>
internal static class TransactionAnswer
{
    /// <summary>The parts, in the order of the actions. Empty when the body is no such answer.</summary>
    public static List<TransactionPartResponse> Read(Response response)
    {
        List<TransactionPartResponse> parts = [];
        ReadOnlyMemory<byte> rest = Body(response);
        while (TakePart(ref rest, response.ClientRequestId) is { } part)
        {
            parts.Add(part);
        }

        return parts;
    }

    /// <summary>The first part, or <see langword="null"/> when there is none.</summary>
    public static TransactionPartResponse? ReadFirst(Response response)
    {
        ReadOnlyMemory<byte> rest = Body(response);
        return TakePart(ref rest, response.ClientRequestId);
    }

    private static ReadOnlyMemory<byte> Body(Response response) =>
        response.ContentStream is MemoryStream ? response.Content.ToMemory() : default;

    private static TransactionPartResponse? TakePart(ref ReadOnlyMemory<byte> rest, string clientRequestId)
    {
        int start = StatusLine(rest.Span);
        if (start < 0)
        {
            return null;
        }

        ReadOnlyMemory<byte> part = rest[start..];
        int next = part.Span.IndexOf("\n--"u8);
        part = next < 0 ? part : part[..next];
        rest = rest[(start + part.Length)..];
        return Utf8Parser.TryParse(part.Span["HTTP/1.1 ".Length..], out int status, out _)
            ? new TransactionPartResponse(status, Segment(part), clientRequestId)
            : null;
    }

    private static int StatusLine(ReadOnlySpan<byte> text)
    {
        int from = 0;
        while (true)
        {
            int found = text[from..].IndexOf("HTTP/1."u8);
            if (found < 0 || from + found + "HTTP/1.1 204".Length > text.Length)
            {
                return -1;
            }

            int at = from + found;
            if (at == 0 || text[at - 1] == (byte)'\n')
            {
                return at;
            }

            from = at + 1;
        }
    }

    private static ArraySegment<byte> Segment(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment) ? segment : new(memory.ToArray());
}
