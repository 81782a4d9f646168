using System.Text;

namespace Pipeline.Partners.Transport.Http;

/// <summary>Tells a web page from data: a service that is closed for maintenance answers with one, often with the status of a good answer.</summary>
internal static class HtmlPage
{
    private const int Look = 256;

    /// <summary>Whether a body begins as an HTML page does; an XML document with a root of that name counts too.</summary>
    public static bool Is(ReadOnlySpan<byte> body)
    {
        string start = Encoding.UTF8.GetString(body[..Math.Min(body.Length, Look)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
