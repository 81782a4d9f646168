namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>The attributes.</summary>
internal sealed record AttributeList
{
    public IReadOnlyList<MiraklAttribute> Attributes { get => field ?? []; init; }
}

/// <summary>An attribute of products, a column of their file.</summary>
/// <param name="Code">Its code.</param>
internal sealed record MiraklAttribute(string Code)
{
    public string? Label { get; init; }

    public IReadOnlyList<Translation> LabelTranslations { get => field ?? []; init; }

    public string? Description { get; init; }

    public string? Example { get; init; }

    /// <summary>The category that it is of, and all below; empty for all.</summary>
    public string? HierarchyCode { get; init; }

    /// <summary><c>REQUIRED</c>, <c>RECOMMENDED</c>, <c>OPTIONAL</c>, <c>DISABLED</c>.</summary>
    public string? RequirementLevel { get; init; }

    /// <summary><c>TEXT</c>, <c>LONG_TEXT</c>, <c>INTEGER</c>, <c>DECIMAL</c>, <c>DATE</c>, <c>BOOLEAN</c>, <c>LIST</c>, <c>LIST_MULTIPLE_VALUES</c>, <c>MEDIA</c>, <c>LINK</c>, or one that is new.</summary>
    public string? Type { get; init; }

    public IReadOnlyList<NamedValue> TypeParameters { get => field ?? []; init; }

    /// <summary>Rules with their arguments, comma-separated.</summary>
    public string? Validations { get; init; }

    public IReadOnlyList<AttributeRole> Roles { get => field ?? []; init; }

    /// <summary>Whether it tells products of one group apart.</summary>
    public bool Variant { get; init; }

    /// <summary>Language of its texts, or null.</summary>
    public string? Locale { get; init; }

    /// <summary>Sales channels that it is for; none for all.</summary>
    public IReadOnlyList<AttributeChannel> Channels { get => field ?? []; init; }

    public string? DefaultValue { get; init; }

    /// <summary>Whether products without it are refused.</summary>
    public bool IsRequired => RequirementLevel == "REQUIRED";

    /// <summary>Whether it is not used.</summary>
    public bool IsDisabled => RequirementLevel == "DISABLED";

    /// <summary>Whether its values come from a list.</summary>
    public bool IsList => Type is "LIST" or "LIST_MULTIPLE_VALUES";

    /// <summary>As refusals name it: its code in quotes, its name in brackets.</summary>
    public string Name => $"'{Code}' ({Label})";

    /// <summary>A parameter of its type, or null.</summary>
    public string? Parameter(string name) => TypeParameters.FirstOrDefault(parameter => parameter.Name == name)?.Value;

    /// <summary>Whether it has a role.</summary>
    public bool Is(string role) => Roles.Any(one => one.Type == role);
}

internal sealed record NamedValue(string? Name, string? Value);

internal sealed record AttributeRole(string? Type);

internal sealed record AttributeChannel(string? Code);
