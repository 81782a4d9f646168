namespace Pipeline.Ops.People;

/// <summary>Whoever looks at a page.</summary>
/// <param name="Name">The name that the sign-in vouches for; on one's own machine <c>local</c>.</param>
/// <param name="Role">What the person may do.</param>
public sealed record OpsPerson(string Name, OpsRole Role)
{
    /// <summary>Id under which the sign-in knows the person, or null.</summary>
    public string? Id { get; init; }

    /// <summary>Whether the person may give commands.</summary>
    public bool IsOperator => Role is OpsRole.Operator;
}

/// <summary>What somebody may do on the pages.</summary>
public enum OpsRole
{
    /// <summary>Nothing: signed in, but nobody gave a role.</summary>
    None,

    /// <summary>Look.</summary>
    Viewer,

    /// <summary>Look and give commands.</summary>
    Operator,
}
