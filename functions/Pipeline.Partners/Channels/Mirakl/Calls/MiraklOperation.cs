namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>An operation of the seller API.</summary>
/// <param name="Code">Its code, for example <c>OR11</c>.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path from the root, without a slash before; <c>{}</c> stands for an argument.</param>
internal sealed record MiraklOperation(string Code, HttpMethod Method, string Path)
{
    /// <summary>Shortest time between two calls that the operator wants; zero where it wants none.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>Whether a call may be made again blindly: what reads, and what sets the same value again.</summary>
    public bool IsRepeatable { get; init; } = Method == HttpMethod.Get;

    /// <summary>The kind of answer that is asked for.</summary>
    public string Accept { get; init; } = "application/json";

    /// <summary>Whether a good answer may have no body.</summary>
    public bool IsEmptyFine { get; init; }

    /// <summary>Time for one try.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest answer that is read, in bytes.</summary>
    public int MaxBytes { get; init; } = 16 << 20;
}
