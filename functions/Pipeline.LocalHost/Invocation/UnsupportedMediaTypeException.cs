namespace Pipeline.LocalHost.Invocation;

/// <summary>The handler answered with a content type the host cannot read.</summary>
internal sealed class UnsupportedMediaTypeException(string mediaType)
    : Exception($"No MediaTypeFormatter is available to read an object of type 'HttpScriptInvocationResult' "
        + $"from content with media type '{mediaType}'.");
