namespace Azure.Data.Tables;

/// <summary>The answer to a look-up that found no row.</summary>
internal sealed class EntityNotThere<T>(Response response) : NullableResponse<T>
{
    /// <inheritdoc />
    public override bool HasValue => false;

    /// <inheritdoc />
    public override T Value => throw new InvalidOperationException("There is no such row; ask HasValue first.");

    /// <inheritdoc />
    public override Response GetRawResponse() => response;
}
