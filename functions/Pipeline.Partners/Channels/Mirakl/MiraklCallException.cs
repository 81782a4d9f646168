using Pipeline.Core.Errors;
using Pipeline.Partners.Channels.Mirakl.Calls;

namespace Pipeline.Partners.Channels.Mirakl;

/// <summary>A call of a shop brought no answer.</summary>
public sealed class MiraklCallException : Exception, ICodedFault
{
    private readonly MiraklFailure failure;

    internal MiraklCallException(MiraklAccount account, MiraklFailure failure)
        : base($"{account.Store}: {failure.Problem.Issue.Cause}") => this.failure = failure;

    /// <inheritdoc/>
    public string Code => failure.Problem.Issue.Code;

    /// <inheritdoc/>
    public string? Remedy => failure.Problem.Issue.Remedy;

    /// <inheritdoc/>
    public bool IsTransient => failure.Problem.Issue.Severity == IssueSeverity.Retry;
}
