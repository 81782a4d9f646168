namespace Pipeline.Functions.Http;

/// <summary>Sets the largest request body of an HTTP function; a larger one is answered 413.</summary>
/// <param name="bytes">Limit in bytes, inclusive.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequestBodyLimitAttribute(long bytes) : Attribute
{
    /// <summary>Limit of functions without the attribute, in bytes.</summary>
    public const long Default = 10 * 1024 * 1024;

    /// <summary>Limit in bytes, inclusive.</summary>
    public long Bytes { get; } = bytes;
}
