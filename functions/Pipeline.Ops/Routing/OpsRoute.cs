namespace Pipeline.Ops.Routing;

/// <summary>One address and what answers there.</summary>
/// <param name="Kind">What is at the address.</param>
/// <param name="Template">Below <c>/ops</c>, for example <c>flows/{flow}</c>.</param>
/// <param name="Answer">What answers.</param>
internal sealed record OpsRoute(OpsRouteKind Kind, string Template, Func<OpsRequest, Task<OpsAnswer>> Answer)
{
    private readonly string[] parts = Template.Length == 0 ? [] : Template.Split('/');

    /// <summary>Whether it is posted to.</summary>
    public bool IsPosted => Kind is OpsRouteKind.Command or OpsRouteKind.Own;

    /// <summary>How narrow it is: of two that fit, the heavier one answers.</summary>
    public int Weight => parts.Sum(static part => part.StartsWith("{*", StringComparison.Ordinal) ? 2 : part[0] == '{' ? 10 : 1000);

    /// <summary>The values of an address that fits; null for another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        string[] given = path.Length == 0 ? [] : path.Split('/');
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i].StartsWith("{*", StringComparison.Ordinal))
            {
                values[parts[i][2..^1]] = string.Join('/', given.Skip(i));
                return i < given.Length ? values : null;
            }

            if (i >= given.Length || given[i].Length == 0)
            {
                return null;
            }

            if (parts[i][0] == '{')
            {
                values[parts[i][1..^1]] = given[i];
            }
            else if (!parts[i].Equals(given[i], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return given.Length == parts.Length ? values : null;
    }
}

/// <summary>What is at an address.</summary>
internal enum OpsRouteKind
{
    /// <summary>A page.</summary>
    Page,

    /// <summary>A list as a file.</summary>
    Csv,

    /// <summary>A command of operators.</summary>
    Command,

    /// <summary>A choice of the person's own.</summary>
    Own,
}
