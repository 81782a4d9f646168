using System.Globalization;
using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Hosting;

/// <summary>What the worker needs of host.json.</summary>
internal static class HostJson
{
    /// <summary>What the host takes on Flex Consumption, Premium and Dedicated when the file is silent (§1.7).</summary>
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>The function timeout; <see cref="Timeout.InfiniteTimeSpan"/> for <c>-1</c>.</summary>
    /// <exception cref="FormatException">The value is no time span.</exception>
    public static TimeSpan ReadFunctionTimeout(string appRoot)
    {
        string file = Path.Combine(appRoot, "host.json");
        if (!File.Exists(file))
        {
            return DefaultTimeout;
        }

        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(File.ReadAllBytes(file), options);
        if (!document.RootElement.TryGetProperty("functionTimeout", out JsonElement value))
        {
            return DefaultTimeout;
        }

        string text = value.ToString();
        return text == "-1" ? Timeout.InfiniteTimeSpan : TimeSpan.Parse(text, CultureInfo.InvariantCulture);
    }
}
