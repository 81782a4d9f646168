namespace Microsoft.DurableTask;

/// <summary>The version of an orchestration instance; free text, empty for none.</summary>
public readonly record struct TaskVersion
{
    private readonly string? _version;

    /// <summary>Takes a version text; null means none.</summary>
    public TaskVersion(string? version) => _version = version;

    /// <summary>The text; empty for none.</summary>
    public string Version => _version ?? string.Empty;

    /// <summary>Makes a version of a text.</summary>
    public static implicit operator TaskVersion(string? value) => FromString(value);

    /// <summary>The text of a version.</summary>
    public static implicit operator string(TaskVersion value) => value.Version;

    /// <summary>Makes a version of a text; null means none.</summary>
    public static TaskVersion FromString(string? value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Version;
}
