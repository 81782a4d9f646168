namespace Pipeline.Core.Errors;

/// <summary>An exception that already says what operators need to know.</summary>
public interface ICodedFault
{
    /// <summary>Stable code, upper-case words joined by underscores.</summary>
    string Code { get; }

    /// <summary>What happened, where, and what was expected; no secret in it.</summary>
    string Message { get; }

    /// <summary>What a person does about it, or null.</summary>
    string? Remedy { get; }

    /// <summary>Whether the same call may succeed later without a change.</summary>
    bool IsTransient { get; }
}
