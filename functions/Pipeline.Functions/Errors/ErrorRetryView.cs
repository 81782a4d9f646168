using Pipeline.Core.ErrorGroups;

namespace Pipeline.Functions.Errors;

/// <summary>What became of the wish to try a group again.</summary>
/// <param name="Done">Records that are tried again.</param>
/// <param name="Executions">Ids of the executions that were started.</param>
/// <param name="Skipped">Records that are not, and why.</param>
public sealed record ErrorRetryView(int Done, IReadOnlyList<string> Executions, IReadOnlyList<ErrorSkipView> Skipped)
{
    internal static ErrorRetryView Of(ErrorRetryResult result) => new(
        result.Done,
        result.Executions,
        [.. result.Skipped.Select(static skip => new ErrorSkipView(skip.Subject.Kind, skip.Subject.Id, skip.Reason.Code, skip.Reason.Sentence))]);
}

/// <summary>A record that is not tried again.</summary>
/// <param name="Kind">Kind of the record.</param>
/// <param name="Id">Its id.</param>
/// <param name="Code">Code of the reason.</param>
/// <param name="Detail">The reason, and what to do instead.</param>
public sealed record ErrorSkipView(string Kind, string Id, string Code, string Detail);
