namespace Pipeline.LocalHost.Handler;

/// <summary>The version of the Functions host that is re-enacted.</summary>
internal static class HostVersion
{
    /// <summary>Sent in <c>X-Azure-Functions-HostVersion</c> and <c>User-Agent</c>; the vectors' version.</summary>
    public const string Text = "4.1037.0.0";
}
