using System.Collections.Frozen;

namespace Microsoft.Azure.Functions.Worker.Metadata;

/// <summary>The path of a blob trigger: container, then a pattern with <c>{name}</c> captures.</summary>
/// <param name="Container">Container name; null when it holds a setting or a capture.</param>
/// <param name="Captures">Names of the captures.</param>
internal sealed record BlobPathPattern(string? Container, IReadOnlyList<string> Captures)
{
    /// <summary>Captures of these names would hide what the host says about the blob (vector blob-06).</summary>
    private static readonly FrozenSet<string> Reserved =
        FrozenSet.ToFrozenSet(["uri", "properties", "metadata", "sys", "blobtrigger"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FunctionDefinitionException">A brace is not closed, or a capture has a reserved name.</exception>
    public static BlobPathPattern Parse(string path, string function)
    {
        var captures = new List<string>();
        int at = 0;
        while ((at = path.IndexOf('{', at)) >= 0)
        {
            int end = path.IndexOf('}', at);
            if (end < 0)
            {
                throw new FunctionDefinitionException(function, $"a brace of the path '{path}' is not closed");
            }

            captures.Add(Check(path[(at + 1)..end], function));
            at = end;
        }

        string container = path.Split('/', 2)[0];
        return new BlobPathPattern(container.AsSpan().ContainsAny('{', '%') ? null : container, captures);
    }

    private static string Check(string capture, string function)
    {
        if (Reserved.Contains(capture) || capture.EndsWith("trigger", StringComparison.OrdinalIgnoreCase))
        {
            throw new FunctionDefinitionException(
                function, $"a capture cannot be named '{capture}': the host would not hand it over, or hide the blob");
        }

        return capture;
    }
}
