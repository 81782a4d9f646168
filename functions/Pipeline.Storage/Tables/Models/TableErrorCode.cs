namespace Azure.Data.Tables.Models;

/// <summary>Codes the service gives its refusals; compare with <see cref="RequestFailedException.ErrorCode"/>.</summary>
/// <param name="value">The code as the service writes it.</param>
public readonly struct TableErrorCode(string? value) : IEquatable<TableErrorCode>
{
    private readonly string? code = value;

    /// <summary>409: a row of these keys exists.</summary>
    public static TableErrorCode EntityAlreadyExists => new("EntityAlreadyExists");

    /// <summary>404: no such row (older name).</summary>
    public static TableErrorCode EntityNotFound => new("EntityNotFound");

    /// <summary>413 or 400: the row is larger than 1 MiB.</summary>
    public static TableErrorCode EntityTooLarge => new("EntityTooLarge");

    /// <summary>400: the same row twice in one transaction.</summary>
    public static TableErrorCode InvalidDuplicateRow => new("InvalidDuplicateRow");

    /// <summary>400: the request cannot be understood.</summary>
    public static TableErrorCode InvalidInput => new("InvalidInput");

    /// <summary>500: the service gave up after its own limit; the write may have been done.</summary>
    public static TableErrorCode OperationTimedOut => new("OperationTimedOut");

    /// <summary>404: no such row.</summary>
    public static TableErrorCode ResourceNotFound => new("ResourceNotFound");

    /// <summary>409: a table of this name exists.</summary>
    public static TableErrorCode TableAlreadyExists => new("TableAlreadyExists");

    /// <summary>409: the table is being deleted; its name is free again after some 40 seconds.</summary>
    public static TableErrorCode TableBeingDeleted => new("TableBeingDeleted");

    /// <summary>404: no such table.</summary>
    public static TableErrorCode TableNotFound => new("TableNotFound");

    /// <summary>412: the row's ETag is another.</summary>
    public static TableErrorCode UpdateConditionNotSatisfied => new("UpdateConditionNotSatisfied");

    /// <summary>A code from its text.</summary>
    public static implicit operator TableErrorCode(string? value) => FromString(value);

    /// <summary>Whether both are the same code, whatever their case.</summary>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Whether the codes differ.</summary>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>A code from its text.</summary>
    public static TableErrorCode FromString(string? value) => new(value);

    /// <inheritdoc />
    public bool Equals(TableErrorCode other) => string.Equals(code, other.code, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(code ?? string.Empty);

    /// <inheritdoc />
    public override string ToString() => code ?? string.Empty;
}
