namespace Microsoft.DurableTask;

/// <summary>The name under which an orchestrator or activity is known to the host.</summary>
/// <remarks>Compared without case; equal to the function's name. Text converts to it by itself.</remarks>
public readonly struct TaskName : IEquatable<TaskName>
{
    private readonly string? _name;

    /// <summary>Takes a name.</summary>
    /// <param name="name">Not empty.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public TaskName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
    }

    /// <summary>The name; empty for the default value.</summary>
    public string Name => _name ?? string.Empty;

    /// <summary>Makes a name of a text.</summary>
    public static implicit operator TaskName(string value) => FromString(value);

    /// <summary>The text of a name.</summary>
    public static implicit operator string(TaskName value) => value.Name;

    /// <summary>Equal without regard to case.</summary>
    public static bool operator ==(TaskName left, TaskName right) => left.Equals(right);

    /// <summary>Different even without regard to case.</summary>
    public static bool operator !=(TaskName left, TaskName right) => !left.Equals(right);

    /// <summary>Makes a name of a text; null and empty give the default value.</summary>
    public static TaskName FromString(string? value) => string.IsNullOrEmpty(value) ? default : new TaskName(value);

    /// <inheritdoc />
    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    /// <inheritdoc />
    public override string ToString() => Name;
}
