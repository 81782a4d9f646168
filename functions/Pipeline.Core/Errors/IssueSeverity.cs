namespace Pipeline.Core.Errors;

/// <summary>The severities of faults, as records and answers spell them.</summary>
public static class IssueSeverity
{
    /// <summary>A business rule said no; nothing to do.</summary>
    public const string Info = "info";

    /// <summary>Repeats by itself until it works.</summary>
    public const string Retry = "retry";

    /// <summary>A person must act.</summary>
    public const string Error = "error";

    /// <summary>Worth a look; what it is about goes on.</summary>
    public const string Warning = "warning";
}
