namespace Pipeline.Core.Errors;

/// <summary>An exception that says that what came in cannot be used: nothing of it is applied, and trying it again changes nothing.</summary>
public interface IRefusedInput
{
    /// <summary>Stable code, upper-case words joined by underscores.</summary>
    string Code { get; }

    /// <summary>What is wrong, where, the offending text and what was expected.</summary>
    string Message { get; }
}
