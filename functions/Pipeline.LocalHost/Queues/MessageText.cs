using System.Diagnostics.CodeAnalysis;

namespace Pipeline.LocalHost.Queues;

/// <summary>The transport form of queue messages (<c>messageEncoding</c>).</summary>
internal static class MessageText
{
    /// <summary>Takes the base64 off a message; false when it is none.</summary>
    public static bool TryDecode(BinaryData body, bool isBase64, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = body.ToArray();
        if (!isBase64)
        {
            return true;
        }

        try
        {
            bytes = Convert.FromBase64String(body.ToString());
            return true;
        }
        catch (FormatException)
        {
            bytes = null;
            return false;
        }
    }
}
