using System.Text;
using System.Text.RegularExpressions;

namespace Pipeline.LocalHost.Blobs;

/// <summary>The path of a blob trigger: <c>container/folder/{name}.{extension}</c>.</summary>
/// <remarks>A capture may hold slashes when it ends the path, as <c>{*name}</c> and <c>{name}</c> do in the real host.</remarks>
internal sealed class BlobPath
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly Regex _pattern;

    private BlobPath(string container, string prefix, Regex pattern)
    {
        Container = container;
        Prefix = prefix;
        _pattern = pattern;
    }

    public string Container { get; }

    /// <summary>What the names of all matching blobs begin with; may be empty.</summary>
    public string Prefix { get; }

    /// <summary>Reads a path.</summary>
    /// <exception cref="HostStartException">The container is missing or a brace is not closed.</exception>
    public static BlobPath Parse(string path)
    {
        string[] parts = path.Split('/', 2);
        if (parts[0].Length == 0 || parts[0].Contains('{', StringComparison.Ordinal))
        {
            throw new HostStartException($"Blob path '{path}' must begin with the name of a container.");
        }

        string name = parts.Length == 2 ? parts[1] : "{name}";
        int brace = name.IndexOf('{', StringComparison.Ordinal);
        Regex pattern = new(Expression(name, path), RegexOptions.CultureInvariant | RegexOptions.Singleline, MatchLimit);
        return new BlobPath(parts[0], brace < 0 ? name : name[..brace], pattern);
    }

    /// <summary>The captures of a blob name in the path's order; null when it does not match.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Match(string blobName)
    {
        Match match = _pattern.Match(blobName);
        return match.Success
            ? [.. _pattern.GetGroupNames().Skip(1).Select(
                name => new KeyValuePair<string, string>(name, match.Groups[name].Value))]
            : null;
    }

    private static string Expression(string name, string path)
    {
        StringBuilder expression = new("^");
        int position = 0;
        while (position < name.Length)
        {
            int open = name.IndexOf('{', position);
            if (open < 0)
            {
                break;
            }

            int close = name.IndexOf('}', open);
            string capture = close < 0 ? string.Empty : name[(open + 1)..close].TrimStart('*');
            if (capture.Length == 0)
            {
                throw new HostStartException($"Blob path '{path}' holds a brace that is not closed.");
            }

            expression.Append(Regex.Escape(name[position..open])).Append("(?<").Append(capture).Append(">.+)");
            position = close + 1;
        }

        return expression.Append(Regex.Escape(name[position..])).Append('$').ToString();
    }
}
